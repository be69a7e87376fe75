import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { synthStack } from "@tagform/testing";

import { Fleet, type FleetProps } from "./fleet";
import { memoryMetric } from "./memory-metric";

const props: FleetProps = {
  name: "research-dev-web",
  region: "us-east-1",
  accountId: "111122223333",
  partition: "aws",
  network: { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2", "subnet-3"], ipv6: false },
  frontDoor: {
    targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/1",
    targetGroupArnSuffix: "targetgroup/web/1",
    loadBalancerArnSuffix: "app/web/1",
  },
  capacity: { min: 1, desired: 2, max: 6 },
  instanceTypes: ["m7g.large", "m6g.large"],
  instanceProfileName: "research-dev-web-use1",
  memory: memoryMetric("research/instance", "research-dev-web"),
  userData: "IyEvYmluL2Jhc2g=",
  tags: { team: "research" },
};

const fleet = (overrides: Partial<FleetProps> = {}) =>
  synthStack((stack) => new Fleet(stack, "fleet", { ...props, ...overrides }));

const group = (overrides: Partial<FleetProps> = {}) => fleet(overrides).only(AutoscalingGroup);
const template = (overrides: Partial<FleetProps> = {}) => fleet(overrides).only(LaunchTemplate);

test("instances require IMDSv2 and do not see their tags", () => {
  expect(template()).toMatchObject({
    metadata_options: {
      http_tokens: "required",
      http_put_response_hop_limit: 1,
      instance_metadata_tags: "disabled",
    },
  });
});

test("nobody can log in with a key, and no port is open for it", () => {
  expect(template()).not.toHaveProperty("key_name");
  expect(fleet().all(VpcSecurityGroupIngressRule)).toEqual([]);
});

test("an instance that powers itself off is gone, so that another one takes its place", () => {
  expect(template()).toMatchObject({ instance_initiated_shutdown_behavior: "terminate" });
});

test("disks are encrypted, gp3, and go with their instance", () => {
  expect(template()).toMatchObject({
    block_device_mappings: [
      { ebs: { encrypted: "true", volume_type: "gp3", volume_size: 8, delete_on_termination: "true" } },
    ],
  });
});

test("a disk may be larger and faster, and encrypted with another key", () => {
  const volumeKeyArn = "arn:aws:kms:us-east-1:111122223333:key/1";
  const disk = { sizeGiB: 100, iops: 6000, throughputMiBps: 500 };
  expect(template({ disk, volumeKeyArn })).toMatchObject({
    block_device_mappings: [
      { ebs: { encrypted: "true", kms_key_id: volumeKeyArn, volume_size: 100, iops: 6000, throughput: 500 } },
    ],
  });
});

test.each([
  [["t4g.small"], "arm64"],
  [["t3.small"], "x86_64"],
  [[{ type: "m7g.large", weight: 1 }], "arm64"],
  [{ architecture: "x86_64", vCpus: { min: 2 }, memoryMiB: { min: 4096 } }, "x86_64"],
] as const)(
  "the newest image for %j is one for %s, and a plan shows which",
  (instanceTypes, architecture) => {
    const synthesized = fleet({ instanceTypes });
    expect(synthesized.only(DataAwsSsmParameter)).toMatchObject({
      name: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
    });
    expect(synthesized.only(LaunchTemplate).image_id).toContain(".insecure_value}");
  },
);

test("an image may be named, or looked up by each launch", () => {
  const named = fleet({ image: "ami-0a1b2c3d4e5f60718" });
  expect(named.only(LaunchTemplate)).toMatchObject({ image_id: "ami-0a1b2c3d4e5f60718" });
  expect(named.all(DataAwsSsmParameter)).toEqual([]);
  expect(template({ image: "at-launch" })).toMatchObject({
    image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  });
});

test("a single instance type needs no pools", () => {
  const single = group({ instanceTypes: ["t4g.small"] });
  expect(single).toHaveProperty("launch_template");
  expect(single).not.toHaveProperty("mixed_instances_policy");
});

test("several instance types stand in for each other in their order, On-Demand", () => {
  expect(group()).toMatchObject({
    mixed_instances_policy: {
      instances_distribution: {
        on_demand_allocation_strategy: "prioritized",
        on_demand_percentage_above_base_capacity: 100,
      },
      launch_template: { override: [{ instance_type: "m7g.large" }, { instance_type: "m6g.large" }] },
    },
  });
  expect(group()).not.toHaveProperty("capacity_rebalance");
});

test("Spot is beyond a base that is On-Demand, where AWS has most to spare, and replaced before it goes", () => {
  expect(group({ onDemand: { base: 2, percentageAbove: 25 } })).toMatchObject({
    capacity_rebalance: true,
    mixed_instances_policy: {
      instances_distribution: {
        on_demand_base_capacity: 2,
        on_demand_percentage_above_base_capacity: 25,
        spot_allocation_strategy: "capacity-optimized-prioritized",
      },
    },
  });
});

test("an instance counts for as many units as its weight", () => {
  const instanceTypes = [
    { type: "m7g.large", weight: 1 },
    { type: "m7g.xlarge", weight: 2 },
  ] as const;
  expect(group({ instanceTypes })).toMatchObject({
    mixed_instances_policy: {
      launch_template: {
        override: [
          { instance_type: "m7g.large", weighted_capacity: "1" },
          { instance_type: "m7g.xlarge", weighted_capacity: "2" },
        ],
      },
    },
  });
});

const ATTRIBUTES: FleetProps["instanceTypes"] = {
  architecture: "arm64",
  vCpus: { min: 2, max: 8 },
  memoryMiB: { min: 4096 },
  exclude: ["c7gn.*"],
  countedIn: "vcpus",
};

test("attributes take every matching type of today's generations, the cheapest On-Demand", () => {
  const synthesized = fleet({ instanceTypes: ATTRIBUTES, onDemand: { base: 1, percentageAbove: 0 } });
  expect(synthesized.only(AutoscalingGroup)).toMatchObject({
    desired_capacity_type: "vcpu",
    mixed_instances_policy: {
      instances_distribution: {
        on_demand_allocation_strategy: "lowest-price",
        spot_allocation_strategy: "capacity-optimized",
      },
      launch_template: {
        override: [
          {
            instance_requirements: {
              vcpu_count: { min: 2, max: 8 },
              memory_mib: { min: 4096 },
              burstable_performance: "excluded",
              instance_generations: ["current"],
              excluded_instance_types: ["c7gn.*"],
            },
          },
        ],
      },
    },
  });
  expect(synthesized.only(LaunchTemplate)).not.toHaveProperty("instance_type");
});

test("the fleet is in all zones of the network; one without capacity does not hold back the others", () => {
  expect(group()).toMatchObject({
    vpc_zone_identifier: ["subnet-1", "subnet-2", "subnet-3"],
    availability_zone_distribution: { capacity_distribution_strategy: "balanced-best-effort" },
  });
});

test("instances that the load balancer finds unhealthy are replaced, once they had time to start", () => {
  expect(group({ warmupSeconds: 300 })).toMatchObject({
    health_check_type: "ELB",
    health_check_grace_period: 300,
    default_instance_warmup: 300,
  });
});

test("a first deployment waits until the page is served, and for the group to try again where a launch fails", () => {
  expect(group()).toMatchObject({ min_elb_capacity: 1, ignore_failed_scaling_activities: true });
});

test("a rollout starts new instances before it ends old ones, and leaves alone what is up to date", () => {
  expect(group()).toMatchObject({
    instance_maintenance_policy: { min_healthy_percentage: 100, max_healthy_percentage: 150 },
    instance_refresh: {
      strategy: "Rolling",
      preferences: { min_healthy_percentage: 100, max_healthy_percentage: 150, skip_matching: true },
    },
  });
});

test("an alarm ends a rollout, and AWS is asked to undo it", () => {
  expect(group({ rollbackAlarmNames: ["research-dev-web-5xx"] })).toMatchObject({
    instance_refresh: {
      preferences: { auto_rollback: true, alarm_specification: { alarms: ["research-dev-web-5xx"] } },
    },
  });
});

test("AWS refuses to undo a rollout of images that are looked up at launch, so nobody asks for it", () => {
  expect(group({ image: "at-launch" })).toMatchObject({
    instance_refresh: { preferences: { auto_rollback: false } },
  });
});

test("a rollout may go in smaller parts and wait between them", () => {
  const rollout = { surgePercentage: 10, checkpoints: { percentages: [10, 100], waitSeconds: 600 } } as const;
  expect(group({ rollout })).toMatchObject({
    instance_maintenance_policy: { max_healthy_percentage: 110 },
    instance_refresh: {
      preferences: {
        max_healthy_percentage: 110,
        checkpoint_percentages: [10, 100],
        checkpoint_delay: "600",
      },
    },
  });
});

test("instances may wait in a warm pool, and for somebody to prepare or save something", () => {
  const synthesized = fleet({
    instanceTypes: ["t4g.small"],
    warmPool: { state: "stopped", minSize: 2 },
    lifecycleHooks: {
      save: { on: "terminate", timeoutSeconds: 60, whenTimedOut: "continue" },
      prepare: { on: "launch", timeoutSeconds: 300, whenTimedOut: "abandon" },
    },
  });
  expect(synthesized.only(AutoscalingGroup)).toMatchObject({
    warm_pool: {
      pool_state: "Stopped",
      min_size: 2,
      instance_reuse_policy: { reuse_on_scale_in: false },
    },
  });
  expect(synthesized.all(AutoscalingLifecycleHook)).toMatchObject([
    {
      name: "prepare",
      lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      default_result: "ABANDON",
    },
    {
      name: "save",
      lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeat_timeout: 60,
      default_result: "CONTINUE",
    },
  ]);
});

test("instances may be replaced when they are old", () => {
  expect(group({ maxInstanceLifetimeDays: 7 })).toMatchObject({ max_instance_lifetime: 604_800 });
});

test("the number of instances follows the load, not the plan; what schedules set, neither", () => {
  expect(group()).toMatchObject({ lifecycle: { ignore_changes: ["desired_capacity"] } });
  const [cron, timeZone] = ["0 7 * * *", "Etc/UTC"];
  expect(group({ scaling: { schedules: { morning: { cron, timeZone, min: 4 } } } })).toMatchObject({
    lifecycle: { ignore_changes: ["desired_capacity", "min_size"] },
  });
});

test("instances and their volumes carry the cell's tags, which the provider cannot give them", () => {
  expect(group()).toMatchObject({
    tag: [{ key: "team", value: "research", propagate_at_launch: true }, { key: "Name" }],
  });
  expect(template()).toMatchObject({
    tag_specifications: [
      { resource_type: "volume", tags: { team: "research", Name: "research-dev-web" } },
      { resource_type: "network-interface" },
    ],
  });
});
