import { INFRA_BUILD_ROLE, INFRA_PLAN_ROLE, type Region } from "@tagform/deployment";
import type { Issue } from "@tagform/outcome";
import { type AccessRequest, type AppliedPolicies, judge, type Responsible } from "@tagform/policy-evaluator";

import { type GuardedOrganization, pathsOf, regionsLeft, ROOT } from "./guarded-organization";
import { policiesOfUnit } from "./policies-for";

/** Any account below the unit: policies of an organization are the same for each. */
const ACCOUNT = "123456789012";

interface Need {
  /** Name of the role, with its path. */
  readonly role: string;
  readonly actions: readonly string[];
  /** Why the platform is lost without it. */
  readonly because: string;
}

/** Who must be able to do what in every account, whatever a unit forbids: catalog 000 section 3.11. */
const NEEDS: readonly Need[] = [
  {
    role: "AWSControlTowerExecution",
    actions: [
      "sts:GetCallerIdentity",
      "cloudformation:CreateStack",
      "iam:CreateRole",
      "config:PutConfigurationRecorder",
    ],
    because: "Control Tower and the account factory work as it",
  },
  {
    role: INFRA_BUILD_ROLE,
    actions: [
      "sts:GetCallerIdentity",
      "iam:GetRole",
      "ec2:DescribeVpcs",
      "ec2:DescribeRegions",
      "s3:ListAllMyBuckets",
    ],
    because: "deliveries work as it",
  },
  {
    role: INFRA_PLAN_ROLE,
    actions: ["sts:GetCallerIdentity", "iam:GetRole", "ec2:DescribeVpcs", "ec2:DescribeRegions"],
    because: "plans read as it",
  },
  {
    role: "OrganizationAccountAccessRole",
    actions: ["sts:GetCallerIdentity", "iam:UpdateAssumeRolePolicy", "iam:ListRoles"],
    because: "it is the way in when nothing else works",
  },
];

/** Who enters an account from outside it, and which role of it. */
const ENTRIES = [
  "AWSControlTowerExecution",
  INFRA_BUILD_ROLE,
  INFRA_PLAN_ROLE,
  "OrganizationAccountAccessRole",
];

/**
 * The issues of units whose policies lock the platform out: service control policies that deny the roles' own work or, in
 * the accounts that deliveries and the factory come from, assuming them; resource control policies that let nobody enter.
 */
export function checkLockout(path: string, organization: GuardedOrganization): Issue[] {
  return pathsOf(organization)
    .filter((unit) => organization.units[unit]?.guardrails !== undefined)
    .flatMap((unit) => {
      const place = `${path}.${unit}.guardrails`;
      try {
        const policies = policiesOfUnit(organization, unit);
        return [
          ...ownWork(place, unit, policies, organization),
          ...entries(place, unit, policies, organization),
        ];
      } catch (problem) {
        const said = problem instanceof Error ? problem.message : String(problem);
        const message = `cannot be judged, so nobody can tell whether it locks everybody out: ${said}`;
        return [{ path: place, message }];
      }
    });
}

function ownWork(
  path: string,
  unit: string,
  { serviceControl }: AppliedPolicies,
  organization: GuardedOrganization,
): Issue[] {
  const region = regionsLeft(organization, unit)[0] ?? organization.homeRegion;
  return NEEDS.flatMap(({ role, actions, because }) =>
    actions.flatMap((action) => {
      const request = requestOf(role, action, region);
      const { answer, because: responsible } = judge(request, { identity: "not judged", serviceControl });
      return answer !== "allowed" && concerns(responsible, unit)
        ? [issue(path, role, action, because, responsible)]
        : [];
    }),
  );
}

/** A role is entered from an account that may be in any unit: the callers' policies are judged as well as its own. */
function entries(
  path: string,
  unit: string,
  { serviceControl, resourceControl }: AppliedPolicies,
  { id, homeRegion }: GuardedOrganization,
): Issue[] {
  return ENTRIES.flatMap((role) => {
    const request: AccessRequest = {
      ...requestOf("tagform/tagform-landing-zone-apply", "sts:AssumeRole", homeRegion),
      resource: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      context: { ...context(homeRegion), "aws:PrincipalOrgID": id },
    };
    const { answer, because } = judge(request, {
      identity: "not judged",
      resource: "not judged",
      serviceControl,
      resourceControl,
    });
    const why = `${unit === ROOT ? "accounts" : "its accounts"} could not be entered`;
    return answer !== "allowed" && concerns(because, unit)
      ? [issue(path, role, "sts:AssumeRole", why, because)]
      : [];
  });
}

/** What a level above denies is that level's issue. */
const concerns = (responsible: readonly Responsible[], unit: string): boolean =>
  responsible.some(({ level }) => level === unit);

const requestOf = (role: string, action: string, region: Region): AccessRequest => ({
  caller: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}` },
  action,
  resource: action.startsWith("iam:") ? `arn:aws:iam::${ACCOUNT}:role/any` : "*",
  resourceAccount: ACCOUNT,
  context: context(region),
});

const context = (region: Region) => ({
  "aws:RequestedRegion": region,
  "aws:SecureTransport": "true",
  "aws:PrincipalIsAWSService": "false",
});

function issue(
  path: string,
  role: string,
  action: string,
  because: string,
  responsible: readonly Responsible[],
): Issue {
  const names = responsible.map(({ level, policy, statement }) =>
    [
      statement,
      policy === undefined ? undefined : `of ${policy}`,
      level === undefined ? undefined : `on ${level}`,
    ]
      .filter((part) => part !== undefined)
      .join(" "),
  );
  const message = `would deny ${action} to ${role} (${names.join("; ")}): ${because}; except the role, or the action`;
  return { path, message };
}
