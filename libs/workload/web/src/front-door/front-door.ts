import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { Firewall, type FirewallMember } from "../firewall";
import { createApplicationLoadBalancer } from "./application-load-balancer";
import type { FrontDoorProps } from "./front-door-props";
import { createNetworkLoadBalancer } from "./network-load-balancer";

/**
 * Define the only part of a workload that the internet reaches: a load balancer in all zones.
 *
 *     client ──► load balancer ──► target group ──► targets
 */
export class FrontDoor extends Construct {
  public readonly type: "application" | "network";
  /** Where clients reach it: `http://...`, with a certificate `https://...`. */
  public readonly url: string;
  public readonly dnsName: string;
  /** Hosted zone of `dnsName`, for alias records. */
  public readonly zoneId: string;
  public readonly loadBalancerArn: string;
  /** The load balancer as metrics name it: `app/research-dev-web/50dc6c495c0c9188`. */
  public readonly loadBalancerArnSuffix: string;
  public readonly targetGroupArn: string;
  /** The target group as metrics name it: `targetgroup/research-dev-web/6d0ecf831eec9f09`. */
  public readonly targetGroupArnSuffix: string;
  public readonly firewall: Firewall;

  public constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    const { name, network, ipv6, tls, deletable } = props;

    this.firewall = new Firewall(this, "firewall", {
      name: `${name}-front-door`,
      description: "Load balancer, open to the internet",
      vpcId: network.vpcId,
      ipv6,
    });
    const { balancer, targets } =
      props.type === "network"
        ? createNetworkLoadBalancer(this, props)
        : createApplicationLoadBalancer(this, props);
    if (deletable !== undefined) suppress(balancer, "CKV_AWS_150", deletable);

    this.type = props.type ?? "application";
    this.url = `${tls === undefined ? "http" : "https"}://${balancer.dnsName}`;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.loadBalancerArn = balancer.arn;
    this.loadBalancerArnSuffix = balancer.arnSuffix;
    this.targetGroupArn = targets.arn;
    this.targetGroupArnSuffix = targets.arnSuffix;
  }

  /** Let the load balancer open TCP connections to the targets on `port`, and to nothing else. */
  public allowTo(target: FirewallMember, port: number): void {
    this.firewall.allowTo(target, port);
  }
}
