import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Record, type Route53RecordConfig } from "@cdktf/provider-aws/lib/route53-record";
import { loadBalancerName, workloadName } from "@tagform/deployment";
import type { WorkloadProps } from "@tagform/workload-kind";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import type {
  FailoverEndpoint,
  FailoverRouting,
  HostedZoneConfig,
  LatencyRouting,
  RegionalFailoverConfig,
} from "./failover-config";
import { RegionalEndpoint } from "./regional-endpoint";
import { StandbySwitch } from "./standby-switch";

type Props = WorkloadProps<RegionalFailoverConfig>;
type Policy = Pick<Route53RecordConfig, "failoverRoutingPolicy" | "latencyRoutingPolicy">;

/**
 * Define one DNS name over the load balancers of several Regions.
 *
 *     client ──► name ──► load balancer of a healthy Region
 *                                 ▲
 *                          health checkers, in Regions of their own
 */
export class RegionalFailover extends Construct {
  /** The name that clients use. */
  public readonly recordName: string;
  private readonly zoneId: string;
  private readonly records = new Construct(this, "records");

  public constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { recordName, routing, zone } = props.config;

    this.zoneId = this.findZone(zone);
    if (routing.policy === "failover") this.answerInOrder(props, routing);
    else this.answerFromNearest(props, routing);

    this.recordName = recordName;
    new TerraformOutput(this, "record-name", { value: recordName, description: "The name that clients use" });
  }

  private findZone({ name, id }: HostedZoneConfig): string {
    const zone = new DataAwsRoute53Zone(
      this,
      "zone",
      id === undefined ? { name, privateZone: false } : { zoneId: id },
    );
    zone.lifecycle = {
      postcondition: [
        {
          condition: `\${trimsuffix(self.name, ".") == "${name}" && self.private_zone == false}`,
          errorMessage: `hosted zone ${id ?? name} must be the public zone of ${name}`,
        },
      ],
    };
    return zone.zoneId;
  }

  /** The records are known by their role, so that two Regions can change places without a gap. */
  private answerInOrder(props: Props, { primary, secondary, standbySwitch }: FailoverRouting): void {
    const first = this.createEndpoint(props, primary);
    const second = this.createEndpoint(props, secondary);
    const healthCheckId =
      standbySwitch === undefined
        ? first.healthCheckId
        : new StandbySwitch(this, "standby-switch", {
            name: workloadName(props.cell, props.name),
            primaryHealthCheckId: first.healthCheckId,
            ...standbySwitch,
          }).healthCheckId;
    this.createRecord("primary", props, first, healthCheckId, { failoverRoutingPolicy: { type: "PRIMARY" } });
    this.createRecord("secondary", props, second, second.healthCheckId, {
      failoverRoutingPolicy: { type: "SECONDARY" },
    });
  }

  private answerFromNearest(props: Props, { endpoints }: LatencyRouting): void {
    for (const endpoint of endpoints) {
      const created = this.createEndpoint(props, endpoint);
      const { region } = endpoint;
      this.createRecord(region, props, created, created.healthCheckId, {
        latencyRoutingPolicy: { region },
      });
    }
  }

  private createEndpoint({ name, cell, config }: Props, endpoint: FailoverEndpoint): RegionalEndpoint {
    const { region, workload, drained } = endpoint;
    return new RegionalEndpoint(this, region, {
      name: `${workloadName(cell, name)}-${region}`,
      region,
      loadBalancerName: loadBalancerName(cell, workload),
      healthCheck: config.healthCheck,
      isDrained: drained !== undefined,
    });
  }

  private createRecord(
    id: string,
    { config }: Props,
    { dnsName, zoneId }: RegionalEndpoint,
    healthCheckId: string,
    policy: Policy,
  ): void {
    new Route53Record(this.records, id, {
      zoneId: this.zoneId,
      name: config.recordName,
      type: "A",
      setIdentifier: id,
      ...policy,
      healthCheckId,
      // Also the load balancer's own view: it knows of targets that no checker has asked.
      alias: { name: dnsName, zoneId, evaluateTargetHealth: true },
      lifecycle: { preventDestroy: config.deletable === undefined },
    });
  }
}
