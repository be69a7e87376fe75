import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener, type LbListenerDefaultAction } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { physicalName } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { Firewall, type FirewallMember } from "../firewall";

/** TLS 1.3, and 1.2 with forward secrecy for clients that lack it. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** The part of a network that a front door needs. */
export interface FrontDoorNetwork {
  readonly vpcId: string;
  readonly publicSubnetIds: string[];
}

/** The part of a log bucket that a front door needs. */
export interface AccessLogBucket {
  readonly bucketName: string;
  readonly readiness: ITerraformDependable;
}

export interface FrontDoorProps {
  /** Name of the load balancer and its parts in AWS: `research-dev-web`. */
  readonly name: string;
  readonly network: FrontDoorNetwork;
  readonly accessLogs: AccessLogBucket;
  /** The port that targets listen on. */
  readonly targetPort: number;
  /**
   * ACM certificate in the load balancer's Region; with it, HTTP redirects to HTTPS.
   *
   * @default - the targets are reached over HTTP
   */
  readonly certificateArn?: string | undefined;
  /**
   * Let Terraform delete the load balancer, for the reason given.
   *
   * @default - deletion is refused until this is set and applied
   */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define the only part of a workload that the internet reaches: an Application Load Balancer in all zones.
 *
 *     client ──► :443 ──► target group ──► targets
 *            ──► :80  ──► redirect to :443; without a certificate, the target group
 */
export class FrontDoor extends Construct {
  public readonly type: "application" | "network";
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
    const { name, network, targetPort, certificateArn, deletable } = props;

    this.firewall = new Firewall(this, "firewall", {
      name: `${name}-front-door`,
      description: "Load balancer, open to the internet",
      vpcId: network.vpcId,
    });
    const balancer = this.createLoadBalancer(props);
    const targets = this.createTargetGroup(name, network.vpcId, targetPort);
    if (certificateArn === undefined) this.listenInTheClear(balancer, targets);
    else this.listenWithTls(balancer, targets, certificateArn);
    acceptFindings(balancer, deletable);

    this.type = "application";
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

  private createLoadBalancer({ name, network, accessLogs, deletable }: FrontDoorProps): Lb {
    return new Lb(this, "load-balancer", {
      name: physicalName("loadBalancer", name),
      loadBalancerType: "application",
      internal: false,
      subnets: network.publicSubnetIds,
      securityGroups: [this.firewall.securityGroupId],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: deletable === undefined,
      accessLogs: { enabled: true, bucket: accessLogs.bucketName },
      dependsOn: [accessLogs.readiness],
    });
  }

  private createTargetGroup(name: string, vpcId: string, port: number): LbTargetGroup {
    return new LbTargetGroup(this, "targets", {
      name: physicalName("targetGroup", name),
      vpcId,
      port,
      protocol: "HTTP",
      deregistrationDelay: "30",
      healthCheck: {
        path: "/health",
        matcher: "200",
        interval: 30,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
  }

  private listenWithTls({ arn: loadBalancerArn }: Lb, targets: LbTargetGroup, certificateArn: string): void {
    this.firewall.openToInternet(80);
    this.firewall.openToInternet(443);
    new LbListener(this, "https", {
      loadBalancerArn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: TLS_POLICY,
      certificateArn,
      defaultAction: [forwardTo(targets)],
    });
    new LbListener(this, "http", {
      loadBalancerArn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    });
  }

  private listenInTheClear(balancer: Lb, targets: LbTargetGroup): void {
    this.firewall.openToInternet(80);
    const listener = new LbListener(this, "http", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [forwardTo(targets)],
    });
    const reason = "the workload has no certificate: name one in certificateArn and the page moves to HTTPS";
    suppress(listener, "CKV_AWS_2", { reason });
    suppress(listener, "CKV_AWS_103", { reason });
    suppress(balancer, "CKV2_AWS_20", { reason });
    suppress(targets, "CKV_AWS_378", { reason });
  }
}

const forwardTo = ({ arn: targetGroupArn }: LbTargetGroup): LbListenerDefaultAction => ({
  type: "forward",
  targetGroupArn,
});

function acceptFindings(balancer: Lb, deletable: FrontDoorProps["deletable"]): void {
  suppress(balancer, "CKV2_AWS_28", { reason: "the page takes no input that a web firewall could filter" });
  if (deletable !== undefined) suppress(balancer, "CKV_AWS_150", deletable);
}
