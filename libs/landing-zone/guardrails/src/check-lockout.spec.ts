import type { PolicyStatement } from "@tagform/policy-evaluator";

import { checkLockout } from "./check-lockout";
import { sampleOrganization } from "./fixtures/sample-organization";
import type { OwnPolicy, UnitGuardrails } from "./unit-guardrails";

const issues = (guardrails: Readonly<Record<string, UnitGuardrails>>) =>
  checkLockout("units", sampleOrganization(guardrails)).map(({ path, message }) => `${path}: ${message}`);

const deny = (more: Partial<PolicyStatement> = {}): OwnPolicy => ({
  type: "service-control",
  reason: "r",
  statements: [{ Sid: "Own", Effect: "Deny", Action: "*", Resource: "*", ...more }],
});

test("all ready guardrails together lock nobody out", () => {
  const ready = (use: string): OwnPolicy => ({ type: "ready", use, reason: "r" }) as OwnPolicy;
  const uses = [
    "deny-leaving-organization",
    "deny-root-user",
    "deny-stopping-cloudtrail",
    "deny-stopping-config",
  ];
  const others = ["deny-stopping-guardduty", "deny-stopping-security-hub", "deny-unencrypted-storage"];
  const last = ["protect-platform-roles", "deny-iam-users", "require-tls"];
  const perimeter: OwnPolicy = {
    type: "ready",
    use: "resource-perimeter",
    services: ["s3", "sts", "kms", "secretsmanager", "sqs"],
    reason: "r",
  };
  const policies = Object.fromEntries([...uses, ...others, ...last].map((use) => [use, ready(use)]));
  const regionDeny = { reason: "r", allowed: ["eu-central-1"] } as const;
  expect(issues({ Root: { policies: { ...policies, perimeter } }, "Workloads/Dev": { regionDeny } })).toEqual(
    [],
  );
});

test("a policy that denies everything is an issue for each role that must work, with the statement", () => {
  const found = issues({ Workloads: { policies: { stop: deny() } } });
  expect(found).toContain(
    "units.Workloads.guardrails: would deny cloudformation:CreateStack to AWSControlTowerExecution " +
      "(Own of stop on Workloads): Control Tower and the account factory work as it; except the role, or the action",
  );
  for (const role of ["InfraBuildRole", "InfraPlanRole", "OrganizationAccountAccessRole"]) {
    expect(found.some((each) => each.includes(` to ${role} (Own of stop on Workloads)`))).toBe(true);
  }
});

test("what the root denies is the root's issue, not that of every unit", () => {
  const found = issues({
    Root: { policies: { stop: deny() } },
    Workloads: { policies: { more: deny({ Action: "a4b:*" }) } },
  });
  expect(new Set(found.map((each) => each.split(":")[0]))).toEqual(new Set(["units.Root.guardrails"]));
});

// Catalog 000 section 3.11: AFT cannot enter an account whose sts:AssumeRole is denied.
test.each<[string, OwnPolicy]>([
  ["a service control policy", deny({ Action: "sts:*" })],
  [
    "a resource control policy",
    {
      type: "resource-control",
      reason: "r",
      statements: [{ Sid: "Own", Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" }],
    },
  ],
])("%s that lets nobody assume roles is an issue", (_type, policy) => {
  expect(issues({ Workloads: { policies: { closed: policy } } })).toContain(
    "units.Workloads.guardrails: would deny sts:AssumeRole to AWSControlTowerExecution (Own of closed on Workloads): " +
      "its accounts could not be entered; except the role, or the action",
  );
});

test("a Region deny without exemptions for sessions would be an issue", () => {
  const statement = {
    NotAction: ["iam:*"],
    Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-central-1" } },
  };
  const policy: OwnPolicy = {
    type: "service-control",
    reason: "r",
    statements: [{ Sid: "Own", Effect: "Deny", Resource: "*", ...statement }],
  };
  expect(issues({ Workloads: { policies: { regions: policy } } })[0]).toContain(
    "would deny sts:GetCallerIdentity to AWSControlTowerExecution",
  );
});

test("a policy that cannot be judged is an issue, not a guess", () => {
  const Condition = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
  expect(issues({ Workloads: { policies: { office: deny({ Condition }) } } })).toEqual([
    "units.Workloads.guardrails: cannot be judged, so nobody can tell whether it locks everybody out: " +
      "condition operator IpAddress is unknown",
  ]);
});
