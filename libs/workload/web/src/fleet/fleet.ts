import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { physicalName, type Region } from "@tagform/deployment";
import { Construct } from "constructs";

import { Firewall, type FirewallMember } from "../firewall";
import { createTemplate } from "./create-template";
import type { FleetConfig, LifecycleHookConfig, WarmPoolConfig } from "./fleet-config";
import { poolsOf } from "./instance-pools";
import type { MemoryMetric } from "./memory-metric";
import { rolloutOf } from "./rollout";
import { Scaling } from "./scaling/scaling";
import type { LoadBalancerNames } from "./scaling/scaling-metric";
import { Snapshots } from "./snapshots";
import { sortedEntries } from "./sorted-entries";

/** What CloudWatch keeps of the group, at no cost; a queue's backlog is divided by `GroupInServiceInstances`. */
const GROUP_METRICS = [
  "GroupDesiredCapacity",
  "GroupInServiceCapacity",
  "GroupInServiceInstances",
  "GroupMaxSize",
  "GroupMinSize",
  "GroupPendingInstances",
  "GroupTerminatingInstances",
  "GroupTotalInstances",
];

/** The part of a network that a fleet needs. */
export interface FleetNetwork {
  readonly vpcId: string;
  /** One in each zone. */
  readonly privateSubnetIds: string[];
  /** Whether instances have IPv6 addresses too. */
  readonly ipv6: boolean;
}

/** The part of a front door that a fleet needs. */
export interface FleetFrontDoor extends LoadBalancerNames {
  readonly targetGroupArn: string;
}

export interface FleetProps extends FleetConfig {
  /** Name of launch template and Auto Scaling group in AWS: `research-dev-web`. */
  readonly name: string;
  readonly region: Region;
  readonly accountId: string;
  readonly partition: string;
  readonly network: FleetNetwork;
  readonly frontDoor: FleetFrontDoor;
  readonly instanceProfileName: string;
  /** Where instances report the use of their memory, if `userData` makes them. */
  readonly memory: MemoryMetric;
  /** What an instance does at its first start, in base64. */
  readonly userData: string;
  /** Tags of instances and their volumes. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Key that encrypts volumes; it has to let the account's service-linked role of Auto Scaling use it.
   *
   * @default - AWS's key for EBS
   */
  readonly volumeKeyArn?: string | undefined;
  /**
   * Alarms that end a rollout of new instances when one of them goes off.
   *
   * @default - only instances that do not become healthy end it
   */
  readonly rollbackAlarmNames?: readonly string[] | undefined;
}

/** Define identical instances in private subnets of all zones, replaced when unhealthy, as many as the load needs. */
export class Fleet extends Construct {
  public readonly autoscalingGroupName: string;
  public readonly firewall: Firewall;

  public constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const { name, network, frontDoor, memory, scaling = {}, lifecycleHooks = {}, snapshots } = props;

    this.firewall = new Firewall(this, "firewall", {
      name: `${name}-fleet`,
      description: "Instances, reached from the load balancer",
      vpcId: network.vpcId,
      ipv6: network.ipv6,
    });
    // Session Manager and the package repositories; without a NAT gateway only what has an endpoint answers.
    this.firewall.allowToInternet(443);
    const template = createTemplate(this, { ...props, securityGroupId: this.firewall.securityGroupId });
    const group = this.createGroup(props, template);
    this.autoscalingGroupName = group.name;
    for (const [hook, config] of sortedEntries(lifecycleHooks)) this.wait(hook, config);
    new Scaling(this, "scaling", {
      ...scaling,
      name,
      sources: {
        autoscalingGroupName: group.name,
        memory,
        loadBalancer: frontDoor,
        queueName: scaling.queue?.name,
      },
    });
    if (snapshots !== undefined) new Snapshots(this, "snapshots", { ...props, ...snapshots });
  }

  /** Let `source` open TCP connections to the instances on `port`, and nothing else. */
  public allowFrom(source: FirewallMember, port: number): void {
    this.firewall.allowFrom(source, port);
  }

  private createGroup(props: FleetProps, template: LaunchTemplate): AutoscalingGroup {
    const { name, network, capacity, frontDoor, tags, warmPool, warmupSeconds = 120 } = props;
    return new AutoscalingGroup(this, "group", {
      name: physicalName("autoScalingGroup", name),
      vpcZoneIdentifier: network.privateSubnetIds,
      // A zone that has no capacity left does not keep the others from growing.
      availabilityZoneDistribution: { capacityDistributionStrategy: "balanced-best-effort" },
      minSize: capacity.min,
      desiredCapacity: capacity.desired,
      maxSize: capacity.max,
      targetGroupArns: [frontDoor.targetGroupArn],
      // A first deployment is done when the page is served, not when machines run; a launch that fails meanwhile is tried
      // again elsewhere, by the group itself.
      minElbCapacity: capacity.min,
      ignoreFailedScalingActivities: true,
      healthCheckType: "ELB",
      healthCheckGracePeriod: warmupSeconds,
      defaultInstanceWarmup: warmupSeconds,
      ...poolsOf(template, props),
      ...rolloutOf(props),
      // What is not wanted any more first; the oldest of the rest, as the longer it runs, the less is known of it.
      terminationPolicies: ["AllocationStrategy", "OldestLaunchTemplate", "OldestInstance"],
      ...(props.maxInstanceLifetimeDays === undefined
        ? {}
        : { maxInstanceLifetime: props.maxInstanceLifetimeDays * 24 * 60 * 60 }),
      ...(warmPool === undefined ? {} : { warmPool: poolOf(warmPool) }),
      enabledMetrics: GROUP_METRICS,
      tag: Object.entries({ ...tags, Name: name }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
      lifecycle: { ignoreChanges: movedLater(props) },
    });
  }

  /** Hooks of their own can change; those of the group could only be replaced together with it. */
  private wait(name: string, hook: LifecycleHookConfig): void {
    new AutoscalingLifecycleHook(this, `hook-${name}`, {
      name,
      autoscalingGroupName: this.autoscalingGroupName,
      lifecycleTransition: `autoscaling:EC2_INSTANCE_${hook.on === "launch" ? "LAUNCHING" : "TERMINATING"}`,
      heartbeatTimeout: hook.timeoutSeconds,
      defaultResult: hook.whenTimedOut.toUpperCase(),
    });
  }
}

/** What scaling and schedules own from the first minute on: a deployment must not undo it. */
function movedLater({ scaling: { schedules = {} } = {} }: FleetConfig): string[] {
  const changes = Object.values(schedules);
  return [
    "desired_capacity",
    ...(changes.some(({ min }) => min !== undefined) ? ["min_size"] : []),
    ...(changes.some(({ max }) => max !== undefined) ? ["max_size"] : []),
  ];
}

const poolOf = ({ state, minSize, maxPrepared, reuseOnScaleIn = false }: WarmPoolConfig) => ({
  poolState: state === "stopped" ? "Stopped" : "Running",
  minSize,
  ...(maxPrepared === undefined ? {} : { maxGroupPreparedCapacity: maxPrepared }),
  instanceReusePolicy: { reuseOnScaleIn },
});
