import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";

export interface StandbySwitchProps {
  /** Name that the health checks begin with: `research-dev-app`. */
  readonly name: string;
  /** The health check of the primary Region. */
  readonly primaryHealthCheckId: string;
  readonly host: string;
  readonly path: string;
}

/**
 * Define a switch by which people give the primary up: it is healthy as long as its own check is, and the switch's
 * address does not answer. Turning it changes nothing in Route 53, whose control plane may be what is down.
 */
export class StandbySwitch extends Construct {
  public readonly healthCheckId: string;

  public constructor(scope: Construct, id: string, props: StandbySwitchProps) {
    super(scope, id);
    const { name, host, path, primaryHealthCheckId } = props;

    const untouched = new Route53HealthCheck(this, "untouched", {
      type: "HTTPS",
      fqdn: host,
      port: 443,
      resourcePath: path,
      enableSni: true,
      // The fastest that there is: somebody waits for it.
      requestInterval: 10,
      failureThreshold: 1,
      invertHealthcheck: true,
      tags: { Name: `${name}-switch` },
      lifecycle: { createBeforeDestroy: true },
    });
    const both = new Route53HealthCheck(this, "primary", {
      type: "CALCULATED",
      childHealthchecks: [primaryHealthCheckId, untouched.id],
      childHealthThreshold: 2,
      tags: { Name: `${name}-primary` },
      lifecycle: { createBeforeDestroy: true },
    });

    this.healthCheckId = both.id;
  }
}
