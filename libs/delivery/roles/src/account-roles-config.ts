import type { EnvironmentName } from "@tagform/deployment";

/** As whom Tagform works in an account: `environments/tooling/account.ts` of the tooling account itself. */
export interface AccountRolesConfig {
  readonly kind: "account-roles";
  /** The environment whose cells are deployed into the account. */
  readonly environment: EnvironmentName;
  /** The account in which the steps run, 12 digits. */
  readonly toolingAccountId: string;
  /**
   * Teams whose cells are in the account; of a platform environment, the parts that are deployed into it. `state-*` are
   * all that begin so.
   */
  readonly teams: readonly string[];
  /**
   * Services of AWS that deployments work with besides those that the kinds of workloads need, as IAM calls them:
   * `codebuild`. No other is allowed.
   *
   * @default - none
   */
  readonly additionalServices?: readonly string[];
  /**
   * Names of roles that no deployment may touch, pass on or bind, `*` and paths allowed.
   *
   * @default - the roles by which AWS Organizations, Control Tower and IAM Identity Center enter an account
   */
  readonly protectedRoles?: readonly string[];
  /**
   * Names of buckets of Terraform states in the account, which no deployment may delete.
   *
   * @default - none, states lie in the tooling account
   */
  readonly stateBuckets?: readonly string[];
  /**
   * Names of trails that deployments into the account make.
   *
   * @default - none: no deployment touches a trail
   */
  readonly ownTrails?: readonly string[];
  /**
   * Let deployments make roles without the boundary, for the reason given.
   *
   * @default - a role without the boundary cannot be made
   */
  readonly unboundRoles?: { readonly reason: string };
  /**
   * Roles of the tooling account under which people may deploy from a laptop, as the steps do: names with their paths,
   * `*` allowed. They pass by the pipeline and whoever approves there: take them out once it delivers.
   *
   * @default - the steps alone
   */
  readonly laptops?: { readonly roles: readonly string[]; readonly reason: string };
}
