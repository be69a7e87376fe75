import { DataAwsIamRole } from "@cdktf/provider-aws/lib/data-aws-iam-role";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { retentionDaysOf } from "@tagform/config";
import { physicalName, REGIONS, workloadName } from "@tagform/deployment";
import { instanceRoleFolder, instanceRoleName } from "@tagform/identity";
import { LogBucket, Network } from "@tagform/network";
import type { WorkloadProps } from "@tagform/workload-kind";
import { Fn, TerraformLocal, TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { Fleet } from "./fleet/fleet";
import { memoryAgentScript, type MemoryMetric, memoryMetric } from "./fleet/memory-metric";
import { PAGE_PORT, pageScript } from "./fleet/page";
import { FrontDoor } from "./front-door/front-door";
import { literal } from "./literal";
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
    const name = workloadName(cell, props.name);

    const logs = this.createLogs(name, props);
    const network = new Network(this, "network", {
      ...{ name, region, accountId, partition },
      ...config.network,
      flowLogs: flowLogDestination(config.network, { bucket: logs }),
    });
    const frontDoor = new FrontDoor(this, "front-door", {
      name,
      network,
      accessLogs: logs,
      targetPort: PAGE_PORT,
      ipv6: config.network.ipv6,
      deletable: config.deletable,
      ...config.frontDoor,
    });
    const memory = memoryMetric(instanceRoleFolder({ cell, workload: config.instanceRole.workload }), name);
    const fleet = new Fleet(this, "fleet", {
      ...{ name, region, accountId, partition },
      network,
      frontDoor,
      ...config.fleet,
      instanceProfileName: this.createInstanceProfile(name, props),
      memory,
      userData: this.createUserData(props, memory),
      tags,
    });
    frontDoor.allowTo(fleet, PAGE_PORT);
    fleet.allowFrom(frontDoor, PAGE_PORT);

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
    const script = config.fleet.scaling?.memory === undefined ? page : page + memoryAgentScript(memory);
    const local = new TerraformLocal(this, "user-data", literal(script));
    return Fn.base64encode(local.asString);
  }
}
