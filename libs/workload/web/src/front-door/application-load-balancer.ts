import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { physicalName } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";

import type { ApplicationFrontDoorProps, Doorway, FrontDoorParts } from "./front-door-props";
import { addListenerRules, toAction } from "./listener-rules";
import { applicationTargets, REPLACED_BEFORE_DESTROYED } from "./targets";
import { addCertificates, tlsOf } from "./tls";

/**
 * An Application Load Balancer, its target group and its listeners, in `door`.
 *
 *     client ──► :443 ──► rules ──► target group ──► targets
 *            ──► :80  ──► redirect to :443; without a certificate, what :443 does with one
 */
export function createApplicationLoadBalancer(
  door: Doorway,
  props: ApplicationFrontDoorProps,
): FrontDoorParts {
  const { rules = {}, webAclArn } = props;

  const balancer = createLoadBalancer(door, props);
  const targets = createTargetGroup(door, props);
  const parts = { balancer, targets };
  const listener = listen(door, parts, props);
  addListenerRules(door, listener, rules, targets);
  filter(door, balancer, webAclArn);
  return parts;
}

function createLoadBalancer(door: Doorway, props: ApplicationFrontDoorProps): Lb {
  const { name, network, accessLogs, ipv6 = false, deletable, zonalShift = true } = props;
  const { desyncMitigation = "defensive", forwardedFor = "append", http2 = true } = props;
  const { idleTimeoutSeconds = 60, clientKeepAliveSeconds = 3600, connectionLogs = false } = props;
  return new Lb(door, "load-balancer", {
    name: physicalName("loadBalancer", name),
    loadBalancerType: "application",
    internal: false,
    ipAddressType: ipv6 ? "dualstack" : "ipv4",
    subnets: network.publicSubnetIds,
    securityGroups: [door.firewall.securityGroupId],
    dropInvalidHeaderFields: true,
    desyncMitigationMode: desyncMitigation,
    xffHeaderProcessingMode: forwardedFor,
    enableHttp2: http2,
    idleTimeout: idleTimeoutSeconds,
    clientKeepAlive: clientKeepAliveSeconds,
    enableZonalShift: zonalShift,
    enableDeletionProtection: deletable === undefined,
    accessLogs: { enabled: true, bucket: accessLogs.bucketName },
    connectionLogs: { enabled: connectionLogs, bucket: accessLogs.bucketName },
    dependsOn: [accessLogs.readiness],
  });
}

function createTargetGroup(door: Doorway, props: ApplicationFrontDoorProps): LbTargetGroup {
  const { name, network, targetPort: port, targets = {} } = props;
  return new LbTargetGroup(door, "targets", {
    name: physicalName("targetGroup", name),
    vpcId: network.vpcId,
    port,
    ...applicationTargets(targets),
    lifecycle: REPLACED_BEFORE_DESTROYED,
  });
}

/** The listener that serves the page; rules belong to it. */
function listen(door: Doorway, parts: FrontDoorParts, props: ApplicationFrontDoorProps): LbListener {
  const { tls, otherwise = { type: "forward" } } = props;
  const { balancer, targets } = parts;
  const loadBalancerArn = balancer.arn;
  const defaultAction = [toAction(otherwise, targets)];

  door.firewall.openToInternet(80);
  if (tls === undefined) {
    const http = new LbListener(door, "http", { loadBalancerArn, port: 80, protocol: "HTTP", defaultAction });
    acceptClearText(http, parts);
    return http;
  }
  door.firewall.openToInternet(443);
  const https = new LbListener(door, "https", {
    loadBalancerArn,
    port: 443,
    protocol: "HTTPS",
    ...tlsOf(tls),
    defaultAction,
  });
  addCertificates(door, https, tls);
  new LbListener(door, "http", {
    loadBalancerArn,
    port: 80,
    protocol: "HTTP",
    defaultAction: [
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ],
    // Nobody is sent to a port that nothing listens on yet.
    dependsOn: [https],
  });
  if (otherwise.type !== "forward") {
    suppress(targets, "CKV_AWS_378", {
      reason: "TLS ends at the load balancer, as where HTTPS forwards at once",
    });
  }
  return https;
}

function filter(door: Doorway, balancer: Lb, webAclArn: string | undefined): void {
  if (webAclArn === undefined) {
    suppress(balancer, "CKV2_AWS_28", { reason: "the page takes no input that a web firewall could filter" });
    return;
  }
  new Wafv2WebAclAssociation(door, "web-acl", { resourceArn: balancer.arn, webAclArn });
  const reason = "the web ACL is described elsewhere: what it filters is checked there";
  suppress(balancer, "CKV2_AWS_76", { reason });
}

function acceptClearText(http: LbListener, { balancer, targets }: FrontDoorParts): void {
  const reason = "the workload has no certificate: name one in tls and the page moves to HTTPS";
  suppress(http, "CKV_AWS_2", { reason });
  suppress(http, "CKV_AWS_103", { reason });
  suppress(balancer, "CKV2_AWS_20", { reason });
  suppress(targets, "CKV_AWS_378", { reason });
}
