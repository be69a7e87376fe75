import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";
import type { OneOrMore, PolicyStatement } from "@tagform/policy-evaluator";

import type { OwnPolicy } from "./unit-guardrails";
import { REGION_DENY } from "./unit-statements";

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const SID = /^[A-Za-z0-9]+$/;
const ACCOUNT = /^\d{12}$/;
const ACTION = /^[a-z0-9-]+:[A-Za-z0-9*?]+$/;

/** The issues of the own policies of one unit. */
export const checkOwnPolicies = (path: string, policies: Readonly<Record<string, OwnPolicy>>): Issue[] =>
  Object.entries(policies).flatMap(([name, policy]) => {
    const place = `${path}.${name}`;
    return [
      ...check(NAME.test(name), place, "must be named in lower case with hyphens, such as deny-root-user"),
      ...check(name !== REGION_DENY, place, "is the name that regionDeny has: choose another"),
      ...check(policy.reason.trim() !== "", `${place}.reason`, "must say why, got an empty text"),
      ...checkPolicy(place, policy),
    ];
  });

function checkPolicy(path: string, policy: OwnPolicy): Issue[] {
  switch (policy.type) {
    case "ready":
      return checkReady(path, policy);
    case "declarative":
      return checkDeclarative(`${path}.declares`, policy);
    case "service-control":
      return checkStatements(path, policy.statements, checkServiceControl);
    case "resource-control":
      return checkStatements(path, policy.statements, checkResourceControl);
  }
}

function checkReady(path: string, policy: Extract<OwnPolicy, { type: "ready" }>): Issue[] {
  if (policy.use === "deny-iam-users") {
    const { exceptUsers = ["some"] } = policy;
    return check(exceptUsers.length > 0, `${path}.exceptUsers`, "names nobody: leave it out");
  }
  if (policy.use === "protect-platform-roles") {
    return (policy.exceptRoles ?? []).flatMap((role, index) =>
      checkRoleName(`${path}.exceptRoles.${index}`, role),
    );
  }
  if (policy.use !== "resource-perimeter") return [];
  return [
    ...check(policy.services.length > 0, `${path}.services`, "must name a service at least"),
    ...(policy.exceptAccounts ?? []).flatMap((account, index) =>
      check(
        ACCOUNT.test(account),
        `${path}.exceptAccounts.${index}`,
        `must be 12 digits, got ${quote(account)}`,
      ),
    ),
  ];
}

const ROLE = /^[\w+=,.@*?/-]+$/;

/** The issue of a role that is to be exempt, unless it can be one; wildcards alone would exempt everybody. */
export const checkRoleName = (path: string, role: string): Issue[] =>
  check(
    ROLE.test(role) && !/^[*?/]+$/.test(role),
    path,
    `must be a role's name, with wildcards but not all of it, such as AWSReservedSSO_*, got ${quote(role)}`,
  );

function checkDeclarative(path: string, { declares }: Extract<OwnPolicy, { type: "declarative" }>): Issue[] {
  const hops = declares.instanceMetadataDefaults?.httpPutResponseHopLimit ?? 1;
  return [
    // A message alone is told to nobody.
    ...check(
      Object.keys(declares).some((attribute) => attribute !== "exceptionMessage"),
      path,
      "declares nothing: name an attribute, or remove it",
    ),
    ...check(
      Number.isInteger(hops) && (hops === -1 || (hops >= 1 && hops <= 64)),
      `${path}.instanceMetadataDefaults.httpPutResponseHopLimit`,
      `must be 1 to 64, or -1 for no preference, got ${hops}`,
    ),
  ];
}

type CheckStatement = (path: string, statement: PolicyStatement) => Issue[];

const checkStatements = (
  path: string,
  statements: readonly PolicyStatement[],
  checkOne: CheckStatement,
): Issue[] => [
  ...check(statements.length > 0, `${path}.statements`, "says nothing: write a statement, or remove it"),
  ...statements.flatMap((statement, index) => {
    const place = `${path}.statements.${index}`;
    const { Sid = "None", Effect, Action, NotAction } = statement;
    return [
      ...check(SID.test(Sid), `${place}.Sid`, `must be letters and digits, got ${quote(Sid)}`),
      ...check(
        Effect === "Deny",
        `${place}.Effect`,
        "must be Deny: AWS's policy that allows everything stays attached, so an Allow changes nothing",
      ),
      ...[...listed(Action), ...listed(NotAction)].flatMap((action) =>
        check(
          action === "*" || ACTION.test(action),
          place,
          `action ${quote(action)} must be * or like s3:GetObject`,
        ),
      ),
      ...checkOne(place, statement),
    ];
  }),
];

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html */
const checkServiceControl: CheckStatement = (path, { Principal, Resource, NotResource }) => [
  ...check(
    Principal === undefined,
    `${path}.Principal`,
    "service control policies name none: use a condition",
  ),
  ...check(
    Resource !== undefined || NotResource !== undefined,
    path,
    'must name its Resource, "*" for all of them',
  ),
];

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
const checkResourceControl: CheckStatement = (
  path,
  { Principal, Action, NotAction, Resource, NotResource },
) => [
  ...check(
    Principal === undefined || Principal === "*",
    `${path}.Principal`,
    'must be "*", or be left out: use a condition',
  ),
  ...check(NotAction === undefined, `${path}.NotAction`, "resource control policies know Action only"),
  ...check(
    listed(Action).every((action) => action !== "*"),
    `${path}.Action`,
    'must name services, such as s3:*: AWS takes no "*" here',
  ),
  ...check(
    Resource !== undefined || NotResource !== undefined,
    path,
    'must name its Resource, "*" for all of them',
  ),
];

const listed = (value: OneOrMore<string> | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;
