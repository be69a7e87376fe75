import { judge, type JudgedPolicies, type Level, type NamedPolicy } from "./judge";
import type { PolicyStatement } from "./policy";
import type { AccessRequest } from "./request";

/** Examples that AWS publishes, each with the page that has it. The names are theirs, the wording is not. */
const named = (name: string, ...Statement: PolicyStatement[]): NamedPolicy => ({
  name,
  document: { Version: "2012-10-17", Statement },
});
const allow = (Action: string | string[]): PolicyStatement => ({
  Sid: "Allow",
  Effect: "Allow",
  Action,
  Resource: "*",
});
const deny = (more: Partial<PolicyStatement>): PolicyStatement => ({
  Sid: "Deny",
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  ...more,
});

const FULL = named("FullAWSAccess", allow("*"));
const ALLOW_S3 = named("allow-s3", allow("s3:*"));
const ALLOW_EC2 = named("allow-ec2", allow("ec2:*"));
const DENY_S3 = named("deny-s3", deny({ Action: "s3:*" }));
const DENY_EC2 = named("deny-ec2", deny({ Action: "ec2:*" }));
const level = (name: string, ...policies: NamedPolicy[]): Level => ({ name, policies });

const role = (name: string) => ({ roleArn: `arn:aws:iam::111111111111:role/${name}` });
const asks = (action: string, more: Partial<AccessRequest> = {}): AccessRequest => ({
  caller: role("Admin"),
  action,
  resource: "*",
  ...more,
});
const answer = (request: AccessRequest, more: Partial<JudgedPolicies>): string =>
  judge(request, { identity: [FULL], ...more }).answer;

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
describe("SCP evaluation", () => {
  const services = (serviceControl: Level[]) =>
    ["s3:CreateBucket", "ec2:RunInstances", "lambda:CreateFunction"].filter(
      (action) => answer(asks(action), { serviceControl }) === "allowed",
    );

  test("figure 1: every level from the root to Account B allows", () => {
    const path = [level("Root", FULL), level("Production", FULL), level("Account B", FULL)];
    expect(services(path)).toHaveLength(3);
  });

  test("figure 2: Production allows nothing, so Account B has nothing", () => {
    const path = [level("Root", FULL), level("Production"), level("Account B", FULL)];
    expect(services(path)).toEqual([]);
    expect(judge(asks("s3:CreateBucket"), { identity: [FULL], serviceControl: path }).because).toEqual([
      { layer: "service control policy", level: "Production", effect: "does not allow", unknown: [] },
    ]);
  });

  test("figure 3: a Deny on Production reaches Account B whatever allows above and below", () => {
    const path = [
      level("Root", FULL),
      level("Production", FULL, DENY_S3),
      level("Account B", FULL, ALLOW_S3),
    ];
    expect(services(path)).toEqual(["ec2:RunInstances", "lambda:CreateFunction"]);
  });

  test.each<[string, NamedPolicy[], NamedPolicy[], string[]]>([
    [
      "1, Sandbox: full access but S3",
      [FULL],
      [FULL, DENY_S3],
      ["ec2:RunInstances", "lambda:CreateFunction"],
    ],
    [
      "1, Workloads: full access but EC2",
      [FULL],
      [FULL, DENY_EC2],
      ["s3:CreateBucket", "lambda:CreateFunction"],
    ],
    ["2: only EC2 is allowed", [FULL], [ALLOW_EC2], ["ec2:RunInstances"]],
    ["3, Sandbox: the root denies S3 and allows nothing", [DENY_S3], [ALLOW_S3], []],
    ["3, Workloads: full access below does not help", [DENY_S3], [FULL], []],
  ])("scenario %s", (_name, root, unit, expected) => {
    expect(services([level("Root", ...root), level("Unit", ...unit), level("Account A", FULL)])).toEqual(
      expected,
    );
  });
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
test.each([
  [
    "users and roles of the management account",
    asks("s3:CreateBucket"),
    { managementAccount: "111111111111" },
  ],
  [
    "service-linked roles",
    asks("s3:CreateBucket", {
      caller: role("aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"),
    }),
    {},
  ],
])("SCPs do not affect %s", (_who, request, more) => {
  expect(answer(request, { serviceControl: [level("Root", FULL, DENY_S3)], ...more })).toBe("allowed");
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
describe("SCP examples, general", () => {
  const under = (statement: PolicyStatement, request: AccessRequest) =>
    answer(request, { serviceControl: [level("Root", FULL, named("example", statement))] });

  const regionDeny: PolicyStatement = {
    Sid: "DenyAllOutsideEU",
    Effect: "Deny",
    Resource: "*",
    NotAction: ["iam:*", "organizations:*", "route53:*", "sts:*", "support:*", "s3:GetAccountPublic*"],
    Condition: {
      StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] },
      ArnNotLike: { "aws:PrincipalARN": ["arn:aws:iam::*:role/Role1AllowedToBypassThisSCP"] },
    },
  };

  test.each<[string, string, string, string]>([
    ["ec2:RunInstances", "eu-west-1", "Admin", "allowed"],
    ["ec2:RunInstances", "us-east-1", "Admin", "denied"],
    ["ec2:RunInstances", "us-east-1", "Role1AllowedToBypassThisSCP", "allowed"],
    ["iam:CreateRole", "us-east-1", "Admin", "allowed"],
    ["sts:GetCallerIdentity", "us-east-1", "Admin", "allowed"],
  ])("deny access based on the requested Region: %s in %s as %s is %s", (action, region, name, expected) => {
    const request = asks(action, { caller: role(name), context: { "aws:RequestedRegion": region } });
    expect(under(regionDeny, request)).toBe(expected);
  });

  test("prevent changes of a role, but by the administrator", () => {
    const statement = deny({
      Action: ["iam:AttachRolePolicy", "iam:DeleteRole"],
      Resource: ["arn:aws:iam::*:role/name-of-role-to-deny"],
      Condition: { StringNotLike: { "aws:PrincipalARN": "arn:aws:iam::*:role/name-of-admin-role-to-allow" } },
    });
    const resource = "arn:aws:iam::111111111111:role/name-of-role-to-deny";
    expect(under(statement, asks("iam:DeleteRole", { resource }))).toBe("denied");
    const admin = { resource, caller: role("name-of-admin-role-to-allow") };
    expect(under(statement, asks("iam:DeleteRole", admin))).toBe("allowed");
    expect(under(statement, asks("iam:DeleteRole", { resource: `${resource}-not` }))).toBe("allowed");
  });

  test("require MFA to perform an API operation", () => {
    const statement = deny({
      Action: ["ec2:StopInstances", "ec2:TerminateInstances"],
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    });
    const stop = (context: Record<string, string>) =>
      under(statement, asks("ec2:StopInstances", { context }));
    expect(stop({ "aws:MultiFactorAuthPresent": "true" })).toBe("allowed");
    expect(stop({ "aws:MultiFactorAuthPresent": "false" })).toBe("denied");
    expect(stop({})).toBe("denied");
  });

  test("block the root user's EC2", () => {
    const statement = deny({
      Action: "ec2:*",
      Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
    });
    const root = { roleArn: "arn:aws:iam::111111111111:root" };
    expect(under(statement, asks("ec2:RunInstances", { caller: root }))).toBe("denied");
    expect(under(statement, asks("ec2:RunInstances"))).toBe("allowed");
  });
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ec2.html
test("SCP examples, EC2: require instances of one type", () => {
  const statement = deny({
    Sid: "RequireMicroInstanceType",
    Action: "ec2:RunInstances",
    Resource: ["arn:aws:ec2:*:*:instance/*"],
    Condition: { StringNotEquals: { "ec2:InstanceType": "t2.micro" } },
  });
  const serviceControl = [level("Root", FULL, named("example", statement))];
  const run = (type: string, resource: string) =>
    answer(asks("ec2:RunInstances", { resource, context: { "ec2:InstanceType": type } }), { serviceControl });
  expect(run("t2.micro", "arn:aws:ec2:us-east-1:111111111111:instance/i-1")).toBe("allowed");
  expect(run("m5.large", "arn:aws:ec2:us-east-1:111111111111:instance/i-1")).toBe("denied");
  expect(run("m5.large", "arn:aws:ec2:us-east-1:111111111111:subnet/subnet-1")).toBe("allowed");
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html
test("RCP evaluation, figure 1: a Deny on Production denies in Account A and Account B", () => {
  const rcpFull = named("RCPFullAWSAccess", { ...allow("*"), Principal: "*" });
  const path = (unit: Level, account: string) => [level("Root", rcpFull), unit, level(account, rcpFull)];
  const production = level("Production", rcpFull, named("deny-s3", deny({ Action: "s3:*", Principal: "*" })));
  for (const account of ["Account A", "Account B"]) {
    expect(answer(asks("s3:CreateBucket"), { resourceControl: path(production, account) })).toBe("denied");
  }
  const sandbox = level("Sandbox", rcpFull);
  expect(answer(asks("s3:CreateBucket"), { resourceControl: path(sandbox, "Account C") })).toBe("allowed");
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
describe("RCP examples", () => {
  const under = (statement: PolicyStatement, request: AccessRequest, resource?: NamedPolicy) =>
    answer(request, {
      resourceControl: [level("Root", FULL, named("example", statement))],
      ...(resource && { resource }),
    });
  const bucket = { resource: "arn:aws:s3:::reports/today", resourceAccount: "111111111111" };
  const open = named("bucket", { ...allow("s3:*"), Principal: "*" });

  test("enforce organization-only access to your resources", () => {
    const statement = deny({
      Sid: "EnforceOrgIdentities",
      Principal: "*",
      Action: ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:*"],
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    });
    const get = (org: string) =>
      under(statement, asks("s3:GetObject", { ...bucket, context: { "aws:PrincipalOrgID": org } }), open);
    expect(get("o-a1b2c3d4e5")).toBe("allowed");
    expect(get("o-zzzzzzzzzz")).toBe("denied");
    const service = asks("s3:GetObject", { ...bucket, caller: { service: "cloudtrail.amazonaws.com" } });
    expect(under(statement, service, open)).toBe("allowed");
  });

  test("cross-service confused deputy protection", () => {
    const statement = deny({
      Sid: "EnforceConfusedDeputyProtection",
      Principal: "*",
      Action: "s3:*",
      Condition: {
        StringNotEqualsIfExists: { "aws:SourceOrgID": "o-a1b2c3d4e5", "aws:SourceAccount": "333333333333" },
        Null: { "aws:SourceArn": "false" },
        Bool: { "aws:PrincipalIsAWSService": "true" },
      },
    });
    const put = (context: Record<string, string>) =>
      under(
        statement,
        asks("s3:PutObject", { ...bucket, caller: { service: "logging.s3.amazonaws.com" }, context }),
        open,
      );
    const source = { "aws:SourceArn": "arn:aws:s3:::source" };
    expect(put({ ...source, "aws:SourceOrgID": "o-a1b2c3d4e5", "aws:SourceAccount": "222222222222" })).toBe(
      "allowed",
    );
    expect(put({ ...source, "aws:SourceOrgID": "o-zzzzzzzzzz", "aws:SourceAccount": "222222222222" })).toBe(
      "denied",
    );
    expect(put({})).toBe("allowed");
  });

  test("require HTTPS", () => {
    const statement = deny({
      Principal: "*",
      Action: "s3:*",
      Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
    });
    const get = (context: Record<string, string>) =>
      under(statement, asks("s3:GetObject", { ...bucket, context }), open);
    expect(get({ "aws:SecureTransport": "true" })).toBe("allowed");
    expect(get({ "aws:SecureTransport": "false" })).toBe("denied");
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
describe("permissions boundaries", () => {
  test("ShirleyRodriguez may do what both allow, and nothing that one of them leaves out", () => {
    const boundary = named("boundary", allow(["s3:*", "cloudwatch:*", "ec2:*"]));
    const identity = [named("own", allow(["iam:CreateUser", "s3:ListAllMyBuckets"]))];
    expect(answer(asks("iam:CreateUser"), { identity, boundary })).toBe("denied");
    expect(answer(asks("ec2:RunInstances"), { identity, boundary })).toBe("denied");
    expect(answer(asks("s3:ListAllMyBuckets"), { identity, boundary })).toBe("allowed");
  });

  test("Zhang creates users only with XCompanyBoundaries", () => {
    const identity = [
      named("DelegatedUserPermissions", {
        ...allow("iam:CreateUser"),
        Condition: {
          StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111111111111:policy/XCompanyBoundaries" },
        },
      }),
    ];
    const create = (name: string) =>
      answer(
        asks("iam:CreateUser", {
          context: { "iam:PermissionsBoundary": `arn:aws:iam::111111111111:policy/${name}` },
        }),
        { identity },
      );
    expect(create("XCompanyBoundaries")).toBe("allowed");
    expect(create("Other")).toBe("denied");
    expect(answer(asks("iam:CreateUser"), { identity })).toBe("denied");
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
test.each<[string, Partial<JudgedPolicies>, string]>([
  [
    "only what an identity's policy and its session policy both allow",
    { session: [named("session", allow("s3:Get*"))] },
    "denied",
  ],
  ["an SCP does not grant", { identity: [], serviceControl: [level("Root", FULL)] }, "denied"],
  ["an explicit deny overrides an allow", { identity: [FULL, DENY_S3] }, "denied"],
  ["without a deny, one allow is enough", { identity: [ALLOW_S3, ALLOW_EC2] }, "allowed"],
])("policy evaluation: %s", (_rule, more, expected) => {
  expect(answer(asks("s3:CreateBucket"), more)).toBe(expected);
});
