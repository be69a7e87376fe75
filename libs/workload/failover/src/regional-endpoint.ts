import { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import type { Region } from "@tagform/deployment";
import { Construct } from "constructs";

import type { HealthCheckConfig } from "./failover-config";

export interface RegionalEndpointProps {
  /** Name that the health check shows: `research-dev-app-eu-central-1`. */
  readonly name: string;
  readonly region: Region;
  readonly loadBalancerName: string;
  readonly healthCheck: HealthCheckConfig;
  /** Treat the Region as unhealthy whatever it answers. */
  readonly isDrained: boolean;
}

/**
 * Define what one Region contributes: its load balancer, and the check of its health.
 *
 * The load balancer is another cell's. It is looked up by name, so that a plan fails where it does not exist: a record
 * that points nowhere is never made, and none is dropped because its target is gone.
 */
export class RegionalEndpoint extends Construct {
  public readonly dnsName: string;
  /** Hosted zone of `dnsName`. */
  public readonly zoneId: string;
  public readonly healthCheckId: string;

  public constructor(scope: Construct, id: string, props: RegionalEndpointProps) {
    super(scope, id);
    const balancer = this.findLoadBalancer(props);
    const check = this.createHealthCheck(props, balancer.dnsName);

    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.healthCheckId = check.id;
  }

  private findLoadBalancer({ region, loadBalancerName }: RegionalEndpointProps): DataAwsLb {
    const balancer = new DataAwsLb(this, "load-balancer", { name: loadBalancerName, region });
    balancer.lifecycle = {
      postcondition: [
        {
          condition: "${self.internal == false}",
          errorMessage: `load balancer ${loadBalancerName} in ${region} is internal: neither clients nor health checkers reach it`,
        },
      ],
    };
    return balancer;
  }

  private createHealthCheck(props: RegionalEndpointProps, fqdn: string): Route53HealthCheck {
    const {
      protocol,
      path,
      port,
      intervalSeconds = 30,
      failureThreshold = 3,
      checkerRegions,
    } = props.healthCheck;
    return new Route53HealthCheck(this, "health-check", {
      type: protocol,
      // The load balancer's own name: that of the record would lead to whichever Region answers.
      fqdn,
      port: port ?? (protocol === "HTTPS" ? 443 : 80),
      resourcePath: path,
      requestInterval: intervalSeconds,
      failureThreshold,
      ...(protocol === "HTTPS" ? { enableSni: true } : {}),
      ...(checkerRegions === undefined ? {} : { regions: [...checkerRegions] }),
      // A disabled check counts as healthy, and inverted as unhealthy: so it stays, whatever the Region answers.
      disabled: props.isDrained,
      invertHealthcheck: props.isDrained,
      tags: { Name: props.name },
      // Another protocol or interval is another check: the record must never name one that is gone.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
