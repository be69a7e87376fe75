/**
 * An action on the resource itself; or with the ARN of what else it is asked for; or only where an argument is given, whose
 * value is the ARN where it is known.
 */
export type NeededAction = string | readonly [action: string, arn: string, argument?: string];

const ROLE = "arn:{partition}:iam::{account}:role/";

/** Handing a role to a service, where the argument, `role_arn` or one of a block, `target.role_arn`, names one. */
export const passRole = (argument: string, name = "*"): NeededAction => [
  "iam:PassRole",
  ROLE + name,
  argument,
];

/**
 * What Terraform's AWS provider calls to change resources of a type. In ARNs `{region}`, `{account}` and `{partition}` are
 * the cell's, `{name}` is that argument of the resource, and a star stands for what is known only once it exists.
 */
export interface TypeActions {
  readonly arn: string;
  /** All of them are called. */
  readonly create: readonly NeededAction[];
  /**
   * Called to create it with some arguments only.
   *
   * @default - none
   */
  readonly createWithSome?: readonly NeededAction[];
  /** Which of them depends on what changes. */
  readonly update: readonly NeededAction[];
  readonly delete: readonly NeededAction[];
}

/** Types of one service. Reads, with which the provider also begins and ends each change, are left out. */
export interface ServiceActions {
  /** Where AWS lists the actions and what each one is asked for; which of them a type needs is the handlers' permissions of
   * its CloudFormation schema. */
  readonly source: string;
  /**
   * The one Region in which AWS sees requests of a global service, as `aws:RequestedRegion`.
   *
   * @default - the resource's
   */
  readonly requestedRegion?: string;
  readonly types: Readonly<Record<string, TypeActions>>;
}

const REFERENCE = "https://docs.aws.amazon.com/service-authorization/latest/reference";

/** Page of the Service Authorization Reference: `list_amazonec2.html`. */
export const reference = (page: string): string => `${REFERENCE}/${page}.html`;
