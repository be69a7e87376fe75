import { AwsError } from "../aws/aws-error";
import { type Answers, creating, subject } from "../fixtures/subject";
import type { PlannedResource } from "../planned/planned-resource";
import { QUOTAS } from "./check-quotas";

const items = (...item: object[]) => ({ item });
const none = new AwsError("servicequotas:GetServiceQuota", "NoSuchResourceException", "none");
const quota = (Value: number, UsageMetric?: object) => ({ Quota: { Value, UsageMetric } });
const asked = async (answers: Answers, ...resources: (Partial<PlannedResource> & { type: string })[]) =>
  (await QUOTAS.run(subject(answers, creating(...resources)))).map(({ answer, what }) => [answer, what]);

const vpcs = (count: number) => ({
  vpcSet: items(...Array.from({ length: count }, (_, index) => ({ vpcId: `vpc-${index}` }))),
});

test.each([
  [3, "passes", "VPCs in us-east-1: 2 more planned, 3 used, quota 5 (L-F678F1CE)"],
  [4, "fails", "VPCs in us-east-1: 2 more planned, 4 used, quota 5 (L-F678F1CE)"],
])("VPCs: %d used, %s", async (used, answer, what) => {
  const answers = { "ec2:DescribeVpcs": vpcs(used), "servicequotas:GetServiceQuota": quota(5) };
  expect(await asked(answers, { type: "aws_vpc" }, { type: "aws_vpc" })).toEqual([[answer, what]]);
});

test("what is deleted makes room", async () => {
  const answers = { "ec2:DescribeVpcs": vpcs(5), "servicequotas:GetServiceQuota": quota(5) };
  expect(await asked(answers, { type: "aws_vpc" }, { type: "aws_vpc", change: "delete" })).toEqual([
    ["passes", "nothing is planned that one of the known quotas limits"],
  ]);
});

test("AWS's default may be less than the account has: too little of it is unknown", async () => {
  const answers = {
    "ec2:DescribeVpcs": vpcs(5),
    "servicequotas:GetServiceQuota": none,
    "servicequotas:GetAWSDefaultServiceQuota": quota(5),
  };
  const [finding] = await asked(answers, { type: "aws_vpc" });
  expect(finding).toEqual([
    "unknown",
    expect.stringContaining("AWS's default, the account's own is not known"),
  ]);
});

test("what AWS does not tell is unknown", async () => {
  expect((await asked({}, { type: "aws_vpc" }))[0]).toEqual([
    "unknown",
    expect.stringContaining("AccessDenied"),
  ]);
});

test("load balancers count by their type", async () => {
  const LoadBalancers = { member: [{ Type: "application" }, { Type: "network" }, { Type: "network" }] };
  const answers = {
    "elasticloadbalancing:DescribeLoadBalancers": { LoadBalancers },
    "servicequotas:GetServiceQuota": quota(2),
  };
  expect(
    await asked(answers, { type: "aws_lb" }, { type: "aws_lb", values: { load_balancer_type: "network" } }),
  ).toEqual([
    ["passes", expect.stringContaining("application load balancers in us-east-1: 1 more planned, 1 used")],
    ["fails", expect.stringContaining("network load balancers in us-east-1: 1 more planned, 2 used")],
  ]);
});

test("NAT gateways count per zone, and the plan does not tell which", async () => {
  const answers = {
    "ec2:DescribeNatGateways": {
      natGatewaySet: items(
        { state: "available", subnetId: "a" },
        { state: "available", subnetId: "b" },
        { state: "deleted", subnetId: "a" },
      ),
    },
    "ec2:DescribeSubnets": {
      subnetSet: items(
        { subnetId: "a", availabilityZone: "us-east-1a" },
        { subnetId: "b", availabilityZone: "us-east-1b" },
      ),
    },
    "servicequotas:GetServiceQuota": quota(2),
  };
  expect((await asked(answers, { type: "aws_nat_gateway" }))[0]?.[0]).toBe("passes");
  expect((await asked(answers, { type: "aws_nat_gateway" }, { type: "aws_nat_gateway" }))[0]?.[0]).toBe(
    "unknown",
  );
});

describe("vCPUs", () => {
  const template = {
    type: "aws_launch_template",
    address: "aws_launch_template.t",
    values: { instance_type: "m7g.large" },
  };
  const group = (values: object, more: Partial<PlannedResource> = {}) => ({
    type: "aws_autoscaling_group",
    values: { launch_template: { id: "${aws_launch_template.t.id}" }, ...values },
    ...more,
  });
  const answers = (value: number, used: number | undefined) => ({
    "servicequotas:GetServiceQuota": quota(value, { MetricDimensions: { Service: "EC2", Resource: "vCPU" } }),
    "ec2:DescribeInstanceTypes": {
      instanceTypeSet: items(
        { instanceType: "m7g.large", vCpuInfo: { defaultVCpus: "2" } },
        { instanceType: "m7g.xlarge", vCpuInfo: { defaultVCpus: "4" } },
      ),
    },
    "monitoring:GetMetricStatistics": {
      Datapoints: used === undefined ? "" : { member: { Maximum: String(used) } },
    },
  });

  test.each<[number, number | undefined, string, string]>([
    [32, 8, "passes", "24 more planned, 8 used, quota 32 (L-1216C47A)"],
    [32, 9, "fails", "24 more planned, 9 used, quota 32"],
    [32, undefined, "unknown", "24 more planned, unknown used"],
    [16, undefined, "fails", "24 more planned, unknown used, quota 16"],
  ])("quota %d, %s used: %s", async (value, used, answer, what) => {
    expect(await asked(answers(value, used), template, group({ max_size: 12 }))).toEqual([
      [answer, expect.stringContaining(what)],
    ]);
  });

  test("the largest of several types counts", async () => {
    const override = [{ instance_type: "m7g.large" }, { instance_type: "m7g.xlarge" }];
    const mixed = { max_size: 2, mixed_instances_policy: { launch_template: { override } } };
    expect((await asked(answers(32, 0), template, group(mixed)))[0]?.[1]).toContain("8 more planned");
  });

  test("of a group that exists only what it may grow by counts", async () => {
    const update = group({ max_size: 4 }, { change: "update", before: { max_size: 3 } });
    expect((await asked(answers(32, 0), template, update))[0]?.[1]).toContain("2 more planned");
  });

  test("types that are chosen by requirements, or count for another quota, are unknown", async () => {
    const chosen = {
      max_size: 2,
      mixed_instances_policy: { launch_template: { override: [{ instance_requirements: {} }] } },
    };
    expect((await asked(answers(32, 0), template, group(chosen)))[0]?.[0]).toBe("unknown");
    const graphics = { ...template, values: { instance_type: "g5.xlarge" } };
    expect((await asked(answers(32, 0), graphics, group({ max_size: 2 })))[0]?.[0]).toBe("unknown");
  });
});
