import { DataAwsIamRole } from "@cdktf/provider-aws/lib/data-aws-iam-role";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { retentionDaysOf } from "@tagform/config";
import { physicalName, REGIONS, workloadName } from "@tagform/deployment";
import { EncryptionKey, type KeyPurpose } from "@tagform/encryption";
import { instanceRoleFolder, instanceRoleName } from "@tagform/identity";
import { type FlowLogDestination, flowLogGroupName, LogBucket, Network } from "@tagform/network";
import type { WorkloadProps } from "@tagform/workload-kind";
import { Fn, TerraformLocal, TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { Fleet } from "./fleet/fleet";
import { memoryAgentScript, type MemoryMetric, memoryMetric } from "./fleet/memory-metric";
import { PAGE_PORT, pageScript } from "./fleet/page";
import { FrontDoor } from "./front-door/front-door";
import { literal } from "./literal";
import { WebMonitoring } from "./monitoring/web-monitoring";
import { flowLogDestination } from "./network/flow-log-destination";
import type { WebConfig } from "./web-config";

/**
 * Define a page behind a load balancer, in a network of its own.
 *
 *     client ──► front door (public subnets) ──► fleet (private subnets)
 */
export class WebWorkload extends Construct {
  /** Where the page is: `http://...` or `https://...`. */
  public readonly url: string;

  public constructor(scope: Construct, id: string, props: WorkloadProps<WebConfig>) {
    super(scope, id);
    const { cell, region, accountId, partition, config, tags } = props;
    const { deletable } = config;
    const name = workloadName(cell, props.name);
    const owner = { name, region, accountId, partition };

    const logs = this.createLogs(name, props);
    const flowLogs = this.createFlowLogDestination(name, props, logs);
    const network = new Network(this, "network", { ...owner, ...config.network, flowLogs });
    const frontDoor = new FrontDoor(this, "front-door", {
      ...{ name, network, deletable },
      accessLogs: logs,
      targetPort: PAGE_PORT,
      ipv6: config.network.ipv6,
      ...config.frontDoor,
    });
    const monitoring = new WebMonitoring(this, "monitoring", {
      ...{ ...owner, cell, title: props.name, deletable },
      ...config.monitoring,
    });
    const memory = memoryMetric(instanceRoleFolder({ cell, workload: config.instanceRole.workload }), name);
    const fleet = new Fleet(this, "fleet", {
      ...{ ...owner, network, frontDoor, memory, tags },
      ...config.fleet,
      instanceProfileName: this.createInstanceProfile(name, props),
      userData: this.createUserData(props, memory),
      volumeKeyArn: this.createKey(name, { kind: "volumes" }, props),
      rollbackAlarmNames: monitoring.watchFrontDoor(frontDoor),
    });
    frontDoor.allowTo(fleet, PAGE_PORT);
    fleet.allowFrom(frontDoor, PAGE_PORT);
    monitoring.watchFleet(fleet.autoscalingGroupName, reportsMemory(config) ? memory : undefined);
    monitoring.watchNatGateways(network.natGatewayIds);

    this.url = frontDoor.url;
    new TerraformOutput(this, "url", { value: this.url, description: "Where the page is" });
  }

  private createLogs(
    name: string,
    { region, accountId, partition, config }: WorkloadProps<WebConfig>,
  ): LogBucket {
    const { flowLogs } = config.network;
    return new LogBucket(this, "logs", {
      bucketName: physicalName("bucket", name, REGIONS[region].shortCode, "logs", accountId),
      region,
      accountId,
      partition,
      retentionDays: config.logRetentionDays,
      flowLogRetentionDays: flowLogs === undefined ? undefined : retentionDaysOf(flowLogs),
      deletable: config.deletable,
    });
  }

  /** Files in a bucket have no key of ours: load balancers could not deliver their logs into it. */
  private createFlowLogDestination(
    name: string,
    props: WorkloadProps<WebConfig>,
    bucket: LogBucket,
  ): FlowLogDestination {
    const { network } = props.config;
    const inGroup = network.flowLogs?.destination === "cloudwatch";
    const purpose = { kind: "logs", logGroupNames: flowLogGroupName(name) } as const;
    return flowLogDestination(network, {
      bucket,
      kmsKeyArn: inGroup ? this.createKey(name, purpose, props) : undefined,
    });
  }

  private createKey(name: string, purpose: KeyPurpose, props: WorkloadProps<WebConfig>): string {
    const { region, accountId, partition, config } = props;
    return new EncryptionKey(this, `${purpose.kind}-key`, {
      ...{ name, purpose, region, accountId, partition },
      deletable: config.deletable,
    }).keyArn;
  }

  /** The role is the global cell's: looked up, so that a plan fails at once where that cell is not deployed yet. */
  private createInstanceProfile(name: string, { cell, region, config }: WorkloadProps<WebConfig>): string {
    const { workload, perRegion, version } = config.instanceRole;
    const role = new DataAwsIamRole(this, "instance-role", {
      name: instanceRoleName({ cell, workload, region: perRegion ? region : undefined, version }),
    });
    return new IamInstanceProfile(this, "instance-profile", {
      name: physicalName("instanceProfile", name, REGIONS[region].shortCode),
      role: role.name,
    }).name;
  }

  private createUserData({ name, region, config }: WorkloadProps<WebConfig>, memory: MemoryMetric): string {
    const page = pageScript({ message: config.message ?? name, region });
    const script = reportsMemory(config) ? page + memoryAgentScript(memory) : page;
    const local = new TerraformLocal(this, "user-data", literal(script));
    return Fn.base64encode(local.asString);
  }
}

/** Instances report their memory where it scales the fleet: for an alarm alone, the agent would cost too much. */
const reportsMemory = ({ fleet }: WebConfig): boolean => fleet.scaling?.memory !== undefined;
