import type { Level, NamedPolicy, PolicyStatement } from "@tagform/policy-evaluator";

import type { PlannedResource } from "../planned/planned-resource";
import { type CellGuardrails, judgeChanges } from "./judge-changes";

const named = (name: string, ...Statement: PolicyStatement[]): NamedPolicy => ({
  name,
  document: { Version: "2012-10-17", Statement },
});
const FULL = named("FullAWSAccess", { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" });
const level = (name: string, ...policies: NamedPolicy[]): Level => ({ name, policies: [FULL, ...policies] });
const BOUNDARY = "arn:aws:iam::012345678901:policy/InfraBoundary";

const REGION_DENY = named("region-deny", {
  Sid: "NoOtherRegion",
  Effect: "Deny",
  NotAction: ["iam:*", "organizations:*", "route53:*", "sts:*"],
  Resource: "*",
  Condition: {
    StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "eu-central-1"] },
    ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/AWSControlTowerExecution" },
  },
});

const guardrails = (...policies: NamedPolicy[]): CellGuardrails => ({
  role: {
    roleArn: "arn:aws:iam::012345678901:role/InfraBuildRole",
    accountId: "012345678901",
    partition: "aws",
    organizationId: "o-a1b2c3d4e5",
    sessionTags: { environment: "dev", scope: "us-east-1", team: "research" },
  },
  applied: {
    serviceControl: [level("Root"), level("Workloads", ...policies), level("research-dev")],
    resourceControl: [level("Root")],
  },
  managementAccount: "888888888888",
  identity: [FULL],
});

const resource = (type: string, more: Partial<PlannedResource> = {}): PlannedResource => ({
  address: `${type}.it`,
  type,
  change: "create",
  region: "eu-central-1",
  values: {},
  ...more,
});
const judged = (one: PlannedResource, given: CellGuardrails) =>
  judgeChanges({ source: "plan", resources: [one] }, given).changes[0]!;
const deny = (more: Partial<PolicyStatement>): NamedPolicy =>
  named("own", { Sid: "No", Effect: "Deny", Action: "*", Resource: "*", ...more });

test("a resource outside the allowed Regions is denied, with the statement, where it comes from, and what to do", () => {
  const answer = judged(resource("aws_vpc", { region: "ap-southeast-2" }), guardrails(REGION_DENY));
  expect(answer).toMatchObject({ address: "aws_vpc.it", region: "ap-southeast-2", answer: "denied" });
  expect(answer.reasons[0]).toMatchObject({
    action: "ec2:CreateVpc",
    by: { level: "Workloads", policy: "region-deny", statement: "NoOtherRegion" },
    what: 'service control policy "region-deny" of Workloads, statement NoOtherRegion, denies ec2:CreateVpc',
  });
  expect(answer.reasons[0]?.remedy).toContain("environments/landing-zone/organization.ts");
});

test.each<[string, string | undefined, string]>([
  ["aws_vpc", "us-east-1", "allowed"],
  // They are called in us-east-1, wherever the cell is.
  ["aws_iam_policy", "ap-southeast-2", "allowed"],
  ["aws_account_alternate_contact", "ap-southeast-2", "allowed"],
  ["aws_s3_bucket", "ap-southeast-2", "denied"],
  ["aws_sns_topic", undefined, "unknown"],
])("%s in %s is %s", (type, region, expected) => {
  const answer = judged(resource(type, { region }), guardrails(REGION_DENY));
  expect(answer.answer).toBe(expected);
});

test("a type that is not in the table is unknown, and says so", () => {
  const answer = judged(resource("aws_quantum_computer"), guardrails());
  expect(answer).toMatchObject({ answer: "unknown" });
  expect(answer.reasons[0]?.what).toContain("which actions aws_quantum_computer needs");
});

test("a condition that nobody can know before leaves the answer open", () => {
  const types = deny({
    Action: "ec2:RunInstances",
    Condition: { StringNotLike: { "ec2:InstanceType": "t4g.*" } },
  });
  const answer = judged(resource("aws_autoscaling_group"), guardrails(types));
  expect(answer).toMatchObject({ answer: "unknown", reasons: [{ action: "ec2:RunInstances" }] });
  expect(answer.reasons[0]?.what).toContain("may deny ec2:RunInstances, depending on ec2:InstanceType");
});

test("an action that only some arguments need does not deny", () => {
  const answer = judged(resource("aws_vpc"), guardrails(deny({ Action: "ec2:ModifyVpcAttribute" })));
  expect(answer.answer).toBe("unknown");
  expect(answer.reasons[0]?.what).toContain("not every such change needs the action");
});

test("an update is denied if whatever it may need is", () => {
  const update = resource("aws_vpc", { change: "update" });
  expect(judged(update, guardrails(deny({ Action: "ec2:CreateTags" }))).answer).toBe("unknown");
  expect(judged(update, guardrails(deny({ Action: "ec2:*" }))).answer).toBe("denied");
});

test("what exists is judged by its ARN", () => {
  const arn = "arn:aws:logs:eu-central-1:012345678901:log-group:/audit";
  const audit = deny({ Action: "logs:DeleteLogGroup", Resource: "arn:aws:logs:*:*:log-group:/audit*" });
  const remove = (values: object) =>
    judged(
      resource("aws_cloudwatch_log_group", { change: "delete", values: { ...values } }),
      guardrails(audit),
    ).answer;
  expect(remove({ arn })).toBe("denied");
  expect(remove({ arn: arn.replace("audit", "web") })).toBe("allowed");
  expect(remove({})).toBe("unknown");
});

test("tags of the request count where they are known", () => {
  const untagged = deny({
    Action: "s3:CreateBucket",
    Condition: { StringNotEquals: { "aws:RequestTag/team": "research" } },
  });
  const bucket = (team: string) =>
    judged(
      resource("aws_s3_bucket", { values: { bucket: "reports", tags_all: { team } } }),
      guardrails(untagged),
    );
  expect(bucket("research").answer).toBe("allowed");
  expect(bucket("risk").answer).toBe("denied");
});

describe("the boundary and the role's own policy", () => {
  const bound: CellGuardrails = {
    ...guardrails(),
    boundary: named(
      "InfraBoundary",
      { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" },
      {
        Sid: "NewRolesAreBound",
        Effect: "Deny",
        Action: ["iam:CreateRole", "iam:PutRolePolicy"],
        Resource: "arn:aws:iam::012345678901:role/*",
        Condition: { StringNotEquals: { "iam:PermissionsBoundary": BOUNDARY } },
      },
    ),
  };
  const role = (permissions_boundary?: string) =>
    resource("aws_iam_role", { values: { name: "app", permissions_boundary } });
  const policy = resource("aws_iam_role_policy", { values: { role: "${aws_iam_role.it.name}" } });

  test("a role without the boundary is denied, one that has it is not", () => {
    expect(judged(role(), bound)).toMatchObject({
      answer: "denied",
      reasons: [{ by: { layer: "permission boundary", statement: "NewRolesAreBound" } }],
    });
    expect(judged(role(BOUNDARY), bound).answer).toBe("allowed");
  });

  test("a policy of a role is judged by the boundary that the role gets in the same cell", () => {
    const answers = (one: PlannedResource) =>
      judgeChanges({ source: "configuration", resources: [one, policy] }, bound).changes.map(
        ({ answer }) => answer,
      );
    expect(answers(role(BOUNDARY))).toEqual(["allowed", "allowed"]);
    expect(judged(policy, bound).answer).toBe("unknown");
  });

  test("a service that the role may not use is denied, and the remedy names where to allow it", () => {
    const web = named("Deployments", { Effect: "Allow", Action: "ec2:*", Resource: "*" });
    const answer = judged(resource("aws_sqs_queue"), { ...guardrails(), identity: [web] });
    expect(answer).toMatchObject({
      answer: "denied",
      reasons: [{ what: "no identity policy allows sqs:CreateQueue" }, {}],
    });
    expect(answer.reasons[0]?.remedy).toContain("additionalServices");
  });
});

describe("roles that are handed to services", () => {
  const platform = deny({
    Action: "iam:PassRole",
    Resource: "arn:aws:iam::012345678901:role/InfraBuildRole",
  });
  const flow = (iam_role_arn?: string) =>
    judged(resource("aws_flow_log", { values: { iam_role_arn } }), guardrails(platform));

  test("are judged where an argument names one", () => {
    expect(flow().answer).toBe("allowed");
    expect(flow("arn:aws:iam::012345678901:role/InfraBuildRole").answer).toBe("denied");
    expect(flow("${data.aws_iam_role.it.arn}").answer).toBe("unknown");
  });

  test("are known where the same cell makes them", () => {
    const role = resource("aws_iam_role", { values: { name: "app" } });
    const log = resource("aws_flow_log", { values: { iam_role_arn: "${aws_iam_role.it.arn}" } });
    expect(judgeChanges({ source: "plan", resources: [role, log] }, guardrails(platform)).answer).toBe(
      "allowed",
    );
  });
});

test("a plan is denied if one change is, and unknown if one is", () => {
  const report = (...types: string[]) =>
    judgeChanges(
      { source: "plan", resources: types.map((type) => resource(type, { region: "ap-southeast-2" })) },
      guardrails(REGION_DENY),
    ).answer;
  expect(report("aws_iam_policy")).toBe("allowed");
  expect(report("aws_iam_policy", "aws_quantum_computer")).toBe("unknown");
  expect(report("aws_iam_policy", "aws_quantum_computer", "aws_vpc")).toBe("denied");
});
