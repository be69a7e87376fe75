import {
  type EnvironmentName,
  INFRA_BUILD_SESSION,
  type RoleStep,
  SESSION_TAGS,
  STEP_ROLE_PATH,
  stepRoleName,
} from "@tagform/deployment";

import { type Account, iamArn } from "./account";
import type { Condition, Statement } from "./policy-document";

export interface StepTrustProps {
  readonly environment: EnvironmentName;
  /** Teams whose cells are in the account; `state-*` are all that begin so. */
  readonly teams: readonly string[];
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
 * Who may work in an account: one step of one environment in the tooling account, and only if it says what for.
 *
 * The tooling account is trusted and the role asked for by condition, not as the principal: IAM refuses a principal that
 * does not exist yet, and an account is made before or after the pipelines. Both sides have to allow it all the same.
 */
export function stepTrust(props: StepTrustProps): Statement[] {
  const { environment, teams, tooling, step, laptopRoles = [] } = props;
  const principal = { aws: iamArn(tooling, "root") };
  const role = iamArn(tooling, `role${STEP_ROLE_PATH}${stepRoleName(environment, step)}`);
  const laptops = laptopRoles.map((name) => iamArn(tooling, `role/${name}`));
  const conditions = [
    // Both compare alike; only one says that `*` is meant.
    {
      test: laptops.length === 0 ? "ArnEquals" : "ArnLike",
      variable: "aws:PrincipalArn",
      values: [role, ...laptops],
    },
    ...tagConditions(environment, teams),
  ];
  return [
    {
      sid: "AssumedByTheStep",
      actions: ["sts:AssumeRole"],
      principal,
      conditions: [
        ...conditions,
        { test: "StringEquals", variable: "sts:RoleSessionName", values: [INFRA_BUILD_SESSION] },
      ],
    },
    { sid: "TaggedByTheStep", actions: ["sts:TagSession"], principal, conditions },
  ];
}

/** All tags are there, none other is, and what they say fits the account. */
function tagConditions(environment: EnvironmentName, teams: readonly string[]): Condition[] {
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
    // The name of a commit in git has 40 digits.
    tag("StringLike", "commit", ["?".repeat(40)]),
    { test: "ForAllValues:StringEquals", variable: "aws:TagKeys", values: SESSION_TAGS },
  ];
}
