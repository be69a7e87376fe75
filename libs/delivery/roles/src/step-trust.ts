import {
  INFRA_BUILD_SESSION,
  type RoleStep,
  SESSION_TAGS,
  STEP_ROLE_PATH,
  stepRoleName,
} from "@tagform/deployment";

import { type Account, iamArn } from "./account";
import type { AccountDelivery } from "./account-delivery";
import type { Condition, Statement } from "./policy-document";

export interface StepTrustProps {
  /** Whose deliveries may enter: at least one. */
  readonly deliveries: readonly Pick<AccountDelivery, "environment" | "teams">[];
  readonly tooling: Account;
  readonly step: RoleStep;
  /**
   * Roles of the tooling account under which people do the step from a laptop, with their paths, `*` allowed.
   *
   * @default - the step's own role alone
   */
  readonly laptopRoles?: readonly string[];
}

/**
 * Who may work in an account: one step of each environment that delivers into it, in the tooling account, and only if it
 * says what for.
 *
 * The tooling account is trusted and the role asked for by condition, not as the principal: IAM refuses a principal that
 * does not exist yet, and an account is made before or after the pipelines. Both sides have to allow it all the same.
 *
 * Tags need a permission of their own. Where several environments deliver, it is what ties a role to its environment:
 * entering asks for one of the roles and for a tag, and each role may only bring the tags of its own cells.
 */
export function stepTrust(props: StepTrustProps): Statement[] {
  const { deliveries, tooling, step, laptopRoles = [] } = props;
  const principal = { aws: iamArn(tooling, "root") };
  const laptops = laptopRoles.map((name) => iamArn(tooling, `role/${name}`));
  const roles = deliveries.map(({ environment }) =>
    iamArn(tooling, `role${STEP_ROLE_PATH}${stepRoleName(environment, step)}`),
  );
  const isOneOf = (arns: readonly string[]): Condition => ({
    // Both compare alike; only one says that `*` is meant.
    test: laptops.length === 0 ? "ArnEquals" : "ArnLike",
    variable: "aws:PrincipalArn",
    values: [...arns, ...laptops],
  });
  const [only, ...others] = deliveries;
  const tagged = only === undefined || others.length > 0 ? [COMMIT] : tagConditions(only);
  return [
    {
      sid: "AssumedByTheStep",
      actions: ["sts:AssumeRole"],
      principal,
      conditions: [
        isOneOf(roles),
        ...tagged,
        { test: "StringEquals", variable: "sts:RoleSessionName", values: [INFRA_BUILD_SESSION] },
      ],
    },
    ...deliveries.map((delivery, index) => ({
      sid: `TaggedByTheStep${numbered(index)}`,
      actions: ["sts:TagSession"],
      principal,
      conditions: [isOneOf(roles.slice(index, index + 1)), ...tagConditions(delivery)],
    })),
  ];
}

/** Ends of statements' names: IAM wants each to be another. */
export const numbered = (index: number): string => (index === 0 ? "" : String(index + 1));

/** The name of a commit in git has 40 digits. */
const COMMIT: Condition = {
  test: "StringLike",
  variable: "aws:RequestTag/commit",
  values: ["?".repeat(40)],
};

/** All tags are there, none other is, and what they say fits the account. */
function tagConditions({ environment, teams }: StepTrustProps["deliveries"][number]): Condition[] {
  const tag = (test: string, name: (typeof SESSION_TAGS)[number], values: readonly string[]): Condition => ({
    test,
    variable: `aws:RequestTag/${name}`,
    values,
  });
  return [
    tag("StringEquals", "environment", [environment]),
    tag(teams.some((team) => team.includes("*")) ? "StringLike" : "StringEquals", "team", teams),
    tag("StringLike", "scope", ["?*"]),
    tag(
      "StringLike",
      "tag",
      teams.map((team) => `${environment}_*/${team}/?*`),
    ),
    COMMIT,
    { test: "ForAllValues:StringEquals", variable: "aws:TagKeys", values: SESSION_TAGS },
  ];
}
