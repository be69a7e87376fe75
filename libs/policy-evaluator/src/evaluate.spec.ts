import { evaluate, isAllowed } from "./evaluate";
import type { PolicyDocument, PolicyStatement } from "./policy";
import type { AccessRequest } from "./request";

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
const allow = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Sid: "Allow",
  Effect: "Allow",
  Action: "s3:*",
  Resource: "*",
  ...more,
});
const deny = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  ...allow(more),
  Sid: "Deny",
  Effect: "Deny",
});

const caller = { roleArn: "arn:aws:iam::111111111111:role/Reader" };
const request = (more: Partial<AccessRequest> = {}): AccessRequest => ({
  caller,
  action: "s3:GetObject",
  resource: "arn:aws:s3:::production/report.pdf",
  ...more,
});
const account = (id: string) => ({ AWS: `arn:aws:iam::${id}:root` });

describe("one account", () => {
  test("what nobody allows is denied", () => {
    expect(evaluate(request(), {})).toEqual({
      decision: "denied implicitly",
      because: ["identity policy"],
    });
  });

  test("an identity's policy suffices, or the resource's that names the role", () => {
    expect(isAllowed(request(), { identity: [policy(allow())] })).toBe(true);
    const resource = policy(allow({ Principal: { AWS: caller.roleArn } }));
    expect(isAllowed(request(), { resource })).toBe(true);
  });

  test("a resource's policy that names the account leaves it to the identity's", () => {
    const resource = policy(allow({ Principal: account("111111111111") }));
    expect(isAllowed(request(), { resource })).toBe(false);
    expect(isAllowed(request(), { resource, identity: [policy(allow())] })).toBe(true);
  });

  test.each(["identity", "boundary", "session", "serviceControl", "resource"] as const)(
    "an explicit deny in the %s policy wins over every allow",
    (layer) => {
      const full = policy(allow({ Principal: "*" }));
      const both = policy(allow({ Principal: "*" }), deny({ Principal: "*" }));
      const layers = { identity: full, boundary: full, session: full, serviceControl: full, resource: full };
      const judged = { ...layers, [layer]: both };
      expect(
        evaluate(request(), {
          identity: [judged.identity],
          boundary: judged.boundary,
          session: [judged.session],
          serviceControl: [[judged.serviceControl]],
          resource: judged.resource,
        }),
      ).toEqual({ decision: "denied explicitly", because: ["Deny"] });
    },
  );

  test.each([
    ["permission boundary", { boundary: policy(allow({ Action: "ec2:*" })) }],
    ["session policy", { session: [policy(allow({ Action: "ec2:*" }))] }],
    ["service control policy", { serviceControl: [[policy(allow())], [policy(allow({ Action: "ec2:*" }))]] }],
  ])("what a %s does not name is denied", (name, limit) => {
    const identity = [policy(allow())];
    expect(evaluate(request(), { identity, ...limit })).toEqual({
      decision: "denied implicitly",
      because: [name],
    });
  });

  test("a boundary allows nothing by itself", () => {
    expect(isAllowed(request(), { boundary: policy(allow()) })).toBe(false);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
describe("two accounts: role Carlos of 111111111111 and bucket Production of 222222222222", () => {
  const identity = [
    policy(
      allow({ Action: ["s3:ListAllMyBuckets", "s3:ListBucket"] }),
      allow({ Action: "s3:*Object*", Resource: "arn:aws:s3:::production/*" }),
      deny({ Action: "s3:*", Resource: "arn:aws:s3:::*log*" }),
    ),
  ];
  const resource = policy(
    allow({
      Principal: { AWS: caller.roleArn },
      Action: ["s3:GetObject*", "s3:PutObject*"],
      Resource: "arn:aws:s3:::production/*",
    }),
  );
  const inProduction = request({ resourceAccount: "222222222222" });

  test("both sides allow", () => {
    expect(isAllowed(inProduction, { identity, resource })).toBe(true);
  });

  test("one side is not enough", () => {
    expect(evaluate(inProduction, { identity }).because).toEqual(["resource policy"]);
    expect(evaluate(inProduction, { resource }).because).toEqual(["identity policy"]);
    const deleting = { ...inProduction, action: "s3:DeleteObject" };
    expect(evaluate(deleting, { identity, resource }).because).toEqual(["resource policy"]);
  });

  test("a deny of the caller's account wins", () => {
    const logs = { ...inProduction, resource: "arn:aws:s3:::logs/today", action: "s3:GetObject" };
    const open = policy(allow({ Principal: account("111111111111") }));
    expect(evaluate(logs, { identity, resource: open })).toEqual({
      decision: "denied explicitly",
      because: ["Deny"],
    });
  });

  test("another account that is named does not open the door for this one", () => {
    const other = policy(allow({ Principal: account("333333333333") }));
    expect(isAllowed(inProduction, { identity: [policy(allow())], resource: other })).toBe(false);
  });
});

describe("roles and keys", () => {
  const role = "arn:aws:iam::111111111111:role/Other";
  const assume = request({ action: "sts:AssumeRole", resource: role });
  const identity = [policy(allow({ Action: "sts:*" }))];

  test("a role is assumed only if its trust policy says so, in the same account too", () => {
    expect(evaluate(assume, { identity }).because).toEqual(["resource policy"]);
    const trust: PolicyStatement = {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { AWS: caller.roleArn },
    };
    expect(isAllowed(assume, { resource: policy(trust) })).toBe(true);
  });

  test("a key is used only if its policy says so", () => {
    const decrypt = request({ action: "kms:Decrypt", resource: "arn:aws:kms:us-east-1:111111111111:key/1" });
    const resource = policy(allow({ Action: "kms:*", Principal: account("111111111111") }));
    const key = [policy(allow({ Action: "kms:Decrypt" }))];
    expect(isAllowed(decrypt, { identity: key })).toBe(false);
    expect(isAllowed(decrypt, { identity: key, resource })).toBe(true);
    expect(isAllowed(decrypt, { resource })).toBe(false);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  test("a service assumes the roles that trust it, for whom they trust it", () => {
    const resource = policy({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "codebuild.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
    });
    const by = (service: string, source: string) =>
      isAllowed({ ...assume, caller: { service }, context: { "aws:SourceAccount": source } }, { resource });
    expect(by("codebuild.amazonaws.com", "111111111111")).toBe(true);
    expect(by("codebuild.amazonaws.com", "999999999999")).toBe(false);
    expect(by("ec2.amazonaws.com", "111111111111")).toBe(false);
  });
});

test.each<[string, Partial<PolicyStatement> | Record<string, unknown>]>([
  ["element Priority is unknown", { Priority: "1" }],
  ["NotPrincipal can only deny", { NotPrincipal: "*" }],
  ["effect Permit is unknown", { Effect: "Permit" }],
  ["principals of type Federated are unknown", { Principal: { Federated: "x" } }],
  ["condition operator IpAddress is unknown", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }],
  ["has to name Action or NotAction", { NotAction: "s3:*" }],
  ["names both Resource and NotResource", { NotResource: "*" }],
])("what it cannot judge is an error: %s", (message, more) => {
  const strange = { ...allow(), ...more };
  expect(() => evaluate(request(), { identity: [policy(strange)] })).toThrow(message);
});
