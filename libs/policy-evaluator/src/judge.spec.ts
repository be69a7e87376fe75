import { judge, type JudgedPolicies, type Level, type NamedPolicy } from "./judge";
import type { PolicyStatement } from "./policy";
import type { AccessRequest } from "./request";

const named = (name: string, ...Statement: PolicyStatement[]): NamedPolicy => ({
  name,
  document: { Version: "2012-10-17", Statement },
});
const everything: PolicyStatement = { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" };
const full = named("FullAWSAccess", everything);
const level = (name: string, ...policies: NamedPolicy[]): Level => ({ name, policies: [full, ...policies] });
const deny = (more: Partial<PolicyStatement>): PolicyStatement => ({
  Sid: "No",
  Effect: "Deny",
  Action: "ec2:RunInstances",
  ...(more.NotResource === undefined ? { Resource: "*" } : {}),
  ...more,
});
const account = "012345678901";
const request = (more: Partial<AccessRequest> = {}): AccessRequest => ({
  caller: { roleArn: `arn:aws:iam::${account}:role/InfraBuildRole` },
  action: "ec2:RunInstances",
  resource: `arn:aws:ec2:eu-central-1:${account}:instance/*`,
  context: { "aws:RequestedRegion": "eu-central-1" },
  open: { resource: true, absentKeys: ["aws:SourceAccount"] },
  ...more,
});
const under = (statement: PolicyStatement, more: Partial<JudgedPolicies> = {}): JudgedPolicies => ({
  identity: [named("Deployments", everything)],
  serviceControl: [level("Root"), level("Workloads", named("no-instances", statement)), level("research")],
  ...more,
});

test("names the statement that denies, its policy and the level that it is inherited from", () => {
  expect(judge(request(), under(deny({})))).toEqual({
    answer: "denied",
    because: [
      {
        layer: "service control policy",
        level: "Workloads",
        policy: "no-instances",
        statement: "No",
        effect: "denies",
        unknown: [],
      },
    ],
  });
});

test("a statement without Sid is named by its place", () => {
  const nameless: PolicyStatement = { Effect: "Deny", Action: "ec2:*", Resource: "*" };
  expect(judge(request(), under(nameless)).because[0]?.statement).toBe("statement 1");
});

test.each<[string, Partial<PolicyStatement>, "allowed" | "denied" | "unknown", string[]]>([
  [
    "a key that is not known",
    { Condition: { StringEquals: { "ec2:InstanceType": "m5.large" } } },
    "unknown",
    ["ec2:InstanceType"],
  ],
  [
    "the same with IfExists",
    { Condition: { StringEqualsIfExists: { "ec2:InstanceType": "m5.large" } } },
    "unknown",
    ["ec2:InstanceType"],
  ],
  [
    "a key that is surely absent",
    { Condition: { StringEquals: { "aws:SourceAccount": account } } },
    "allowed",
    [],
  ],
  ["Null of an absent key", { Condition: { Null: { "aws:SourceAccount": "true" } } }, "denied", []],
  [
    "Null of a key that is not known",
    { Condition: { Null: { "ec2:InstanceType": "false" } } },
    "unknown",
    ["ec2:InstanceType"],
  ],
  [
    "a known key that does not match beside an unknown one",
    { Condition: { StringEquals: { "ec2:InstanceType": "m5.large", "aws:RequestedRegion": "us-east-1" } } },
    "allowed",
    [],
  ],
  [
    "an action of another service",
    { Action: "s3:*", Condition: { StringEquals: { "s3:x": "y" } } },
    "allowed",
    [],
  ],
  [
    "a resource that may be it",
    { Resource: "arn:aws:ec2:*:*:instance/i-1*" },
    "unknown",
    ["the resource's ARN"],
  ],
  ["a resource that has to be it", { Resource: "arn:aws:ec2:*:*:instance/*" }, "denied", []],
  ["a resource that it cannot be", { Resource: "arn:aws:ec2:*:*:volume/*" }, "allowed", []],
  [
    "all resources but what it may be",
    { NotResource: "arn:aws:ec2:*:*:instance/i-1*" },
    "unknown",
    ["the resource's ARN"],
  ],
  [
    "a set of values that is not known",
    { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "team" } } },
    "unknown",
    ["aws:TagKeys"],
  ],
  [
    "a variable that is not known",
    { Condition: { StringNotEquals: { "aws:RequestedRegion": "${aws:PrincipalTag/home}" } } },
    "unknown",
    ["aws:RequestedRegion"],
  ],
  [
    "an address",
    { Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
    "unknown",
    ["aws:SourceIp"],
  ],
])("a Deny about %s", (_what, more, answer, unknown) => {
  const judged = judge(request(), under(deny(more)));
  expect({ answer: judged.answer, unknown: judged.because.flatMap((each) => each.unknown) }).toEqual({
    answer,
    unknown,
  });
});

test("what denies for sure decides over what may deny", () => {
  const perhaps = deny({ Sid: "Perhaps", Condition: { StringEquals: { "ec2:InstanceType": "m5.large" } } });
  const judged = judge(request(), under(perhaps, { boundary: named("InfraBoundary", everything, deny({})) }));
  expect(judged).toMatchObject({
    answer: "denied",
    because: [{ layer: "permission boundary", statement: "No" }],
  });
});

test("an Allow that depends on something unknown leaves the answer open", () => {
  const sometimes = { ...everything, Condition: { StringEquals: { "ec2:InstanceType": "m5.large" } } };
  expect(judge(request(), { identity: [named("Own", sometimes)] })).toMatchObject({
    answer: "unknown",
    because: [{ layer: "identity policy", effect: "does not allow" }],
  });
});

test("a role whose own policies are not judged is limited by the others", () => {
  expect(judge(request(), { identity: "not judged" }).answer).toBe("allowed");
  expect(judge(request(), under(deny({}), { identity: "not judged" })).answer).toBe("denied");
});

test.each<[string, Partial<AccessRequest>, Partial<JudgedPolicies>]>([
  ["the management account", {}, { managementAccount: account }],
  [
    "a service-linked role",
    {
      caller: {
        roleArn: `arn:aws:iam::${account}:role/aws-service-role/elasticloadbalancing.amazonaws.com/X`,
      },
    },
    {},
  ],
])("service control policies do not apply to %s", (_who, asked, more) => {
  expect(judge(request(asked), under(deny({}), more)).answer).toBe("allowed");
});

describe("resource control policies", () => {
  const key = { action: "kms:CreateKey", resource: "*" };
  const limit = (action: string, more: Partial<JudgedPolicies> = {}): JudgedPolicies => ({
    identity: [full],
    resourceControl: [level("Root", named("perimeter", deny({ Action: action, Principal: "*" })))],
    ...more,
  });

  test("limit services that support them, and no other", () => {
    expect(judge(request(key), limit("*"))).toMatchObject({
      answer: "denied",
      because: [{ layer: "resource control policy", level: "Root" }],
    });
    expect(judge(request(), limit("*")).answer).toBe("allowed");
  });

  test("of services that may support them are in doubt", () => {
    const table = {
      action: "dynamodb:CreateTable",
      resource: `arn:aws:dynamodb:eu-central-1:${account}:table/x`,
    };
    expect(judge(request(table), limit("*"))).toMatchObject({ answer: "unknown" });
  });

  test("do not apply to resources of the management account", () => {
    expect(judge(request(key), limit("*", { managementAccount: account })).answer).toBe("allowed");
  });
});

test("a resource's policy that names everybody but the role denies", () => {
  const others = deny({ Action: "s3:*", NotPrincipal: { AWS: "arn:aws:iam::111111111111:role/Reader" } });
  const bucket = { action: "s3:GetObject", resource: "arn:aws:s3:::logs/today" };
  const judged = (roleArn: string) =>
    judge(request({ ...bucket, caller: { roleArn } }), {
      identity: [full],
      resource: named("bucket", others),
    }).answer;
  expect(judged(`arn:aws:iam::${account}:role/Other`)).toBe("denied");
  expect(
    judge(
      request({
        ...bucket,
        caller: { roleArn: "arn:aws:iam::111111111111:role/Reader" },
        resourceAccount: "111111111111",
      }),
      {
        identity: [full],
        resource: named("bucket", others),
      },
    ).answer,
  ).toBe("allowed");
});
