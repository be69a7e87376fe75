import { AutoscalingGroup, type AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { physicalName } from "@tagform/deployment";
import { Token } from "cdktf";
import { Construct } from "constructs";

import { Firewall, type FirewallMember } from "../firewall";
import { architectureOf } from "./instance-type";

/** The part of a network that a fleet needs. */
export interface FleetNetwork {
  readonly vpcId: string;
  readonly privateSubnetIds: string[];
}

export interface FleetProps {
  /** Name of launch template and Auto Scaling group in AWS: `research-dev-web`. */
  readonly name: string;
  readonly network: FleetNetwork;
  readonly capacity: { readonly min: number; readonly desired: number; readonly max: number };
  /** In order of preference, all of one processor architecture. */
  readonly instanceTypes: readonly [string, ...string[]];
  readonly instanceProfileName: string;
  readonly targetGroupArn: string;
  /** What an instance does at its first start, in base64. */
  readonly userData: string;
  /** Tags of instances and their volumes. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Average CPU use that the number of instances is held at, in percent.
   *
   * @default 70
   */
  readonly targetCpuPercent?: number;
  /**
   * Time a new instance gets to start before its health and load count, in seconds.
   *
   * @default 120
   */
  readonly warmupSeconds?: number;
}

/** Define identical instances in private subnets of all zones, replaced when unhealthy, as many as the load needs. */
export class Fleet extends Construct {
  public readonly autoscalingGroupName: string;
  public readonly firewall: Firewall;

  public constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const { name, network, targetCpuPercent = 70, warmupSeconds = 120 } = props;

    this.firewall = new Firewall(this, "firewall", {
      name: `${name}-fleet`,
      description: "Instances, reached from the load balancer",
      vpcId: network.vpcId,
    });
    // Session Manager and the package repositories; without a NAT gateway only what has an endpoint answers.
    this.firewall.allowToInternet(443);
    const template = this.createTemplate(props);
    const group = this.createGroup(props, template, warmupSeconds);
    this.holdCpuAt(targetCpuPercent, group);

    this.autoscalingGroupName = group.name;
  }

  /** Let `source` open TCP connections to the instances on `port`, and nothing else. */
  public allowFrom(source: FirewallMember, port: number): void {
    this.firewall.allowFrom(source, port);
  }

  private createTemplate({
    name,
    instanceTypes,
    instanceProfileName,
    userData,
    tags,
  }: FleetProps): LaunchTemplate {
    return new LaunchTemplate(this, "template", {
      name: physicalName("launchTemplate", name),
      // Resolved at every launch: new instances get the newest image, and no plan changes because AWS published one.
      imageId: `resolve:ssm:${imageParameter(instanceTypes[0])}`,
      instanceType: instanceTypes[0],
      iamInstanceProfile: { name: instanceProfileName },
      vpcSecurityGroupIds: [this.firewall.securityGroupId],
      userData,
      updateDefaultVersion: true,
      // IMDSv1 answers any process that can reach the link-local address, so it stays off.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      // One-minute metrics, which target tracking needs to react in time.
      monitoring: { enabled: true },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 8, deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { ...tags, Name: name },
      })),
    });
  }

  private createGroup(props: FleetProps, template: LaunchTemplate, warmupSeconds: number): AutoscalingGroup {
    const { name, network, capacity, targetGroupArn, tags } = props;
    return new AutoscalingGroup(this, "group", {
      name: physicalName("autoScalingGroup", name),
      vpcZoneIdentifier: network.privateSubnetIds,
      minSize: capacity.min,
      desiredCapacity: capacity.desired,
      maxSize: capacity.max,
      targetGroupArns: [targetGroupArn],
      healthCheckType: "ELB",
      healthCheckGracePeriod: warmupSeconds,
      defaultInstanceWarmup: warmupSeconds,
      ...launchFrom(template, props.instanceTypes),
      instanceRefresh: {
        strategy: "Rolling",
        preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 150, autoRollback: true },
      },
      tag: Object.entries({ ...tags, Name: name }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
      // Target tracking owns the number from the first minute on.
      lifecycle: { ignoreChanges: ["desired_capacity"] },
    });
  }

  private holdCpuAt(targetValue: number, { name: autoscalingGroupName }: AutoscalingGroup): void {
    new AutoscalingPolicy(this, "cpu-target", {
      name: "cpu-target",
      autoscalingGroupName,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        targetValue,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
  }
}

/** The public parameter in which AWS keeps the id of the newest Amazon Linux image. */
function imageParameter(instanceType: string): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architectureOf(instanceType)}`;
}

/** With several types, the next one is taken where the zone has none of the first left; never Spot, which may end. */
function launchFrom(
  { id, latestVersion }: LaunchTemplate,
  instanceTypes: readonly string[],
): Pick<AutoscalingGroupConfig, "launchTemplate" | "mixedInstancesPolicy"> {
  const version = Token.asString(latestVersion);
  if (instanceTypes.length === 1) return { launchTemplate: { id, version } };
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: id, version },
        override: instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: {
        onDemandAllocationStrategy: "prioritized",
        onDemandPercentageAboveBaseCapacity: 100,
      },
    },
  };
}
