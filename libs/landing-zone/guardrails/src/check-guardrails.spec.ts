import type { PolicyStatement } from "@tagform/policy-evaluator";

import { checkGuardrails } from "./check-guardrails";
import { sampleOrganization } from "./fixtures/sample-organization";
import type { EnabledControl, OwnPolicy, RegionDeny, UnitGuardrails } from "./unit-guardrails";

const issues = (guardrails: UnitGuardrails, unit = "Workloads") =>
  checkGuardrails("units", sampleOrganization({ [unit]: guardrails })).map(
    ({ path, message }) => `${path.replace(`units.${unit}.guardrails.`, "")}: ${message}`,
  );

test("an organization without guardrails has no issue", () => {
  expect(checkGuardrails("units", sampleOrganization())).toEqual([]);
});

describe("controls", () => {
  const reason = "r";
  const PAGES = "add it to libs/landing-zone/guardrails/src/controls with its page and its global identifier";
  test.each<[string, Partial<EnabledControl>, string | undefined]>([
    ["CT.EC2.PV.3", {}, undefined],
    ["AWS-GR_ROOT_ACCOUNT_MFA_ENABLED", {}, undefined],
    [
      "CT.EC2.PV.3",
      { reason: " " },
      "controls.CT.EC2.PV.3.reason: must say why it is enabled here, got an empty text",
    ],
    [
      "AWS-GR_ENCRYPTED_VOLUME",
      {},
      `controls.AWS-GR_ENCRYPTED_VOLUME: is no control of the catalog, did you mean "AWS-GR_ENCRYPTED_VOLUMES"?: ${PAGES}`,
    ],
    [
      "arn:aws:controltower:us-east-1::control/AWS-GR_ENCRYPTED_VOLUMES",
      {},
      'is a legacy identifier: name the control "AWS-GR_ENCRYPTED_VOLUMES"',
    ],
    [
      "arn:aws:controlcatalog:::control/503uicglhjkokaajywfpt6ros",
      {},
      'is a legacy identifier: name the control "AWS-GR_ENCRYPTED_VOLUMES"',
    ],
    [
      "arn:aws:controltower:us-east-1::control/WTDSMKDKDNLE",
      {},
      "is an ARN: name the control by its identifier, such as AWS-GR_ENCRYPTED_VOLUMES or CT.EC2.PV.3",
    ],
    [
      "AWS-GR_ENSURE_CLOUDTRAIL_ENABLED_ON_MEMBER_ACCOUNTS",
      {},
      'is a legacy identifier: name the control "AWS-GR_DETECT_CLOUDTRAIL_ENABLED_ON_MEMBER_ACCOUNTS"',
    ],
    ["CT.S3.PR.7", {}, 'is a legacy identifier: name the control "CT.S3.PR.10"'],
    [
      "AWS-GR_REGION_DENY",
      {},
      "the API of Control Tower cannot change it: it is a setting of the landing zone, changed in Control Tower's " +
        "console: use CT.MULTISERVICE.PV.1 or regionDeny on a unit",
    ],
    [
      "AWS-GR_CT_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED",
      {},
      "Control Tower enables it itself, always: delete the entry, and keep logs that need a policy of their own in the " +
        "bucket of kind log-archive",
    ],
    ["AWS-GR_CLOUDTRAIL_ENABLED", {}, "Control Tower enables it itself, always: delete the entry"],
    ["CT.S3.PV.4", {}, "controls.CT.S3.PV.4.globalId: is missing, and the catalog does not know it"],
    ["CT.S3.PV.4", { globalId: "7oo9e9bcs8ilm6ekoxu322yb3" }, undefined],
    ["CT.S3.PV.4", { globalId: "CT.S3.PV.4" }, "globalId: must be the last part of an ARN"],
    [
      "CT.EC2.PV.3",
      { globalId: "7oo9e9bcs8ilm6ekoxu322yb3" },
      'but the catalog has "chlzfpsllhs3knp1ixr773wa6"',
    ],
    [
      "CT.MULTISERVICE.PV.1",
      {},
      "controls.CT.MULTISERVICE.PV.1.parameters.AllowedRegions: is missing: the control needs it",
    ],
    ["CT.MULTISERVICE.PV.1", { parameters: { AllowedRegions: ["us-east-1"] } }, undefined],
    [
      "CT.MULTISERVICE.PV.1",
      { parameters: { AllowedRegions: ["us-west-2"] } },
      'parameters.AllowedRegions.0: must be among the governed Regions us-east-1, eu-central-1, ap-southeast-1, got "us-west-2"',
    ],
    [
      "CT.EC2.PV.3",
      { parameters: { AllowedRegions: ["us-east-1"] } },
      "the control takes ExemptedPrincipalArns: remove it",
    ],
    [
      "AWS-GR_ENCRYPTED_VOLUMES",
      { parameters: { ExemptedActions: ["a:B"] } },
      "the control takes none: remove it",
    ],
    [
      "CT.EC2.PV.3",
      { parameters: { ExemptedPrincipalArns: ["Auditor"] } },
      'must be an ARN of IAM or STS such as arn:aws:iam::*:role/Auditor, got "Auditor"',
    ],
  ])("%s with %j", (id, more, message) => {
    const found = issues({ controls: { [id]: { reason, ...more } } });
    expect(found).toEqual(message === undefined ? [] : [expect.stringContaining(message)]);
  });

  test("are enabled on units that Control Tower governs, not on the root", () => {
    const controls = { "CT.EC2.PV.3": { reason } };
    expect(issues({ controls }, "Root")).toEqual([
      "controls: Control Tower enables controls on units, not on the root: move them to units",
    ]);
    expect(issues({ controls }, "Suspended")).toEqual([
      "controls: Control Tower does not govern this unit: register it first, or use policies",
    ]);
  });
});

describe("own policies", () => {
  const statement: PolicyStatement = { Effect: "Deny", Action: "s3:*", Resource: "*" };
  const scp = (more: object = {}): OwnPolicy => ({
    type: "service-control",
    reason: "r",
    statements: [{ ...statement, ...more }],
  });
  const rcp = (more: object = {}): OwnPolicy => ({
    type: "resource-control",
    reason: "r",
    statements: [{ ...statement, ...more }],
  });
  test.each<[string, OwnPolicy, string | undefined]>([
    ["own", scp({ Action: "a4b:*" }), undefined],
    ["Own", scp(), "policies.Own: must be named in lower case with hyphens, such as deny-root-user"],
    ["region-deny", scp(), "is the name that regionDeny has: choose another"],
    ["own", { ...scp(), reason: "" }, "policies.own.reason: must say why, got an empty text"],
    [
      "own",
      { type: "service-control", reason: "r", statements: [] },
      "says nothing: write a statement, or remove it",
    ],
    ["own", scp({ Effect: "Allow" }), "policies.own.statements.0.Effect: must be Deny"],
    ["own", scp({ Sid: "a-b" }), 'must be letters and digits, got "a-b"'],
    ["own", scp({ Principal: "*" }), "service control policies name none: use a condition"],
    ["own", scp({ Resource: undefined }), 'must name its Resource, "*" for all of them'],
    ["own", scp({ Action: "s3" }), 'action "s3" must be * or like s3:GetObject'],
    ["own", rcp(), undefined],
    ["own", rcp({ Action: "*" }), 'must name services, such as s3:*: AWS takes no "*" here'],
    ["own", rcp({ Action: undefined, NotAction: "s3:*" }), "resource control policies know Action only"],
    ["own", rcp({ Principal: { AWS: "111111111111" } }), 'must be "*", or be left out: use a condition'],
    [
      "own",
      { type: "declarative", reason: "r", declares: { exceptionMessage: "ask us" } },
      "declares nothing",
    ],
    [
      "own",
      {
        type: "declarative",
        reason: "r",
        declares: { instanceMetadataDefaults: { httpPutResponseHopLimit: 0 } },
      },
      "must be 1 to 64, or -1 for no preference, got 0",
    ],
    [
      "own",
      { type: "ready", use: "deny-iam-users", exceptUsers: [], reason: "r" },
      "names nobody: leave it out",
    ],
    [
      "own",
      { type: "ready", use: "resource-perimeter", services: [], reason: "r" },
      "must name a service at least",
    ],
    [
      "own",
      { type: "ready", use: "protect-platform-roles", exceptRoles: ["*"], reason: "r" },
      "policies.own.exceptRoles.0: must be a role's name, with wildcards but not all of it",
    ],
    [
      "own",
      { type: "ready", use: "resource-perimeter", services: ["s3"], exceptAccounts: ["1"], reason: "r" },
      'policies.own.exceptAccounts.0: must be 12 digits, got "1"',
    ],
  ])("%s: %j", (name, policy, message) => {
    const found = issues({ policies: { [name]: policy } });
    expect(found).toEqual(message === undefined ? [] : [expect.stringContaining(message)]);
  });
});

describe("Region deny", () => {
  test.each<[Partial<RegionDeny>, string]>([
    [{ reason: "" }, "regionDeny.reason: must say why, got an empty text"],
    [{ allowed: [] }, "regionDeny.allowed: must name a Region: without one, nothing could run"],
    [
      { allowed: ["us-east-1", "us-west-2"] },
      "regionDeny.allowed.1: must be among the governed Regions us-east-1, eu-central-1, ap-southeast-1: " +
        "Control Tower denies us-west-2 anyway",
    ],
    [{ exemptActions: ["bedrock"] }, 'must be an action such as bedrock:InvokeModel, got "bedrock"'],
    [{ exemptRoles: ["*"] }, "must be a role's name, with wildcards but not all of it"],
  ])("%j", (more, message) => {
    const regionDeny: RegionDeny = { reason: "r", allowed: ["us-east-1"], ...more };
    expect(issues({ regionDeny })).toEqual([expect.stringContaining(message)]);
  });

  test("that leaves no Region together with those above is an issue", () => {
    const organization = sampleOrganization({
      Workloads: { regionDeny: { reason: "r", allowed: ["us-east-1"] } },
      "Workloads/Dev": { regionDeny: { reason: "r", allowed: ["eu-central-1"] } },
    });
    expect(checkGuardrails("units", organization)).toEqual([
      {
        path: "units.Workloads/Dev.guardrails.regionDeny.allowed",
        message: "leaves no Region: what units above Workloads/Dev allow has none of eu-central-1",
      },
    ]);
  });
});

test("a unit that does not exist yet can have none, and its parents must be in the data", () => {
  const organization = sampleOrganization({ "Labs/New": { controlTowerPolicies: 1 } }, { "Labs/New": {} });
  expect(checkGuardrails("units", organization).map(({ path, message }) => `${path}: ${message}`)).toEqual([
    "units.Labs/New.id: is missing: guardrails need the unit to exist; make it, and write its id",
    'units.Labs/New: its parent "Labs" is no unit of the data: add it',
  ]);
});

test("what does not fit on a unit is told with how much there is, and what to move", () => {
  const policy = (tag: string): OwnPolicy => ({
    type: "service-control",
    reason: "r",
    statements: [
      {
        ...{ Effect: "Deny", Action: "a4b:*", Resource: "*" },
        Condition: { StringEquals: { "aws:PrincipalTag/name": tag } },
      },
    ],
  });
  expect(
    issues({
      policies: { a: policy("a".repeat(8000)), b: policy("b".repeat(9000)), c: policy("c".repeat(7000)) },
    }),
  ).toEqual([
    expect.stringContaining(
      "needs 3 service control policies of at most 10240 characters, but 2 fit on Workloads (AWS allows 5 on a unit " +
        "that Control Tower governs, one is FullAWSAccess, 2 are Control Tower's): move some of b, a, c to a unit above " +
        "or below, the longest are first",
    ),
  ]);
});
