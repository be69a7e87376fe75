import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Lb, type LbConfig } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { physicalName } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import { DataResource } from "cdktf";

import type { Doorway, FrontDoorParts, NetworkFrontDoorProps } from "./front-door-props";
import { networkTargets, REPLACED_BEFORE_DESTROYED } from "./targets";
import { addCertificates, tlsOf } from "./tls";

/**
 * A Network Load Balancer, its target group and its listener, in `door`.
 *
 *     client ──► :443, TLS ends here; without a certificate :80 ──► target group ──► targets
 */
export function createNetworkLoadBalancer(door: Doorway, props: NetworkFrontDoorProps): FrontDoorParts {
  const balancer = createLoadBalancer(door, props);
  const targets = createTargetGroup(door, props);
  const parts = { balancer, targets };
  listen(door, parts, props);
  return parts;
}

function createLoadBalancer(door: Doorway, props: NetworkFrontDoorProps): Lb {
  const { name, accessLogs, ipv6 = false, deletable, zonalShift = true, crossZone = true } = props;
  const balancer = new Lb(door, "load-balancer", {
    name: physicalName("loadBalancer", name),
    loadBalancerType: "network",
    internal: false,
    ipAddressType: ipv6 ? "dualstack" : "ipv4",
    ...placesOf(door, props),
    // AWS takes them at creation only: one without could never get any.
    securityGroups: [door.firewall.securityGroupId],
    enableCrossZoneLoadBalancing: crossZone,
    enableZonalShift: zonalShift,
    enableDeletionProtection: deletable === undefined,
    accessLogs: { enabled: true, bucket: accessLogs.bucketName },
    dependsOn: [accessLogs.readiness],
  });
  if (!crossZone) {
    const reason = "the data switches crossZone off: AWS charges what passes between zones";
    suppress(balancer, "CKV_AWS_152", { reason });
  }
  return balancer;
}

/**
 * The provider cannot turn a check by HTTP into one by TCP, as it keeps the status codes: the two are different target
 * groups, and neither is that of an Application Load Balancer.
 */
function createTargetGroup(door: Doorway, props: NetworkFrontDoorProps): LbTargetGroup {
  const { name, network, targetPort: port, targets = {} } = props;
  const suffix = targets.healthCheck?.protocol === "TCP" ? "tcp-open" : "tcp";
  return new LbTargetGroup(door, `targets-${suffix}`, {
    name: physicalName("targetGroup", name, suffix),
    vpcId: network.vpcId,
    port,
    ...networkTargets(targets),
    lifecycle: REPLACED_BEFORE_DESTROYED,
  });
}

/** Where it stands: in the public subnets, with addresses of AWS's choice or of its own. */
function placesOf(
  door: Doorway,
  { name, network, staticAddresses = false }: NetworkFrontDoorProps,
): Pick<LbConfig, "subnets" | "subnetMapping" | "lifecycle"> {
  const { publicSubnetIds: subnets } = network;
  // AWS takes addresses at creation only, which the provider does not know: a changed choice replaces the load balancer.
  const choice = new DataResource(door, "addresses", { input: { staticAddresses } });
  const lifecycle = { replaceTriggeredBy: [choice] };
  if (!staticAddresses) return { subnets, lifecycle };
  const subnetMapping = subnets.map((subnetId, index) => {
    const tags = { Name: `${name}-front-door` };
    const address = new Eip(door, `address-${index + 1}`, { domain: "vpc", tags });
    suppress(address, "CKV2_AWS_19", {
      reason: "it is the address of the load balancer, not of an instance",
    });
    return { subnetId, allocationId: address.allocationId };
  });
  return { subnetMapping, lifecycle };
}

function listen(door: Doorway, { balancer, targets }: FrontDoorParts, { tls }: NetworkFrontDoorProps): void {
  const loadBalancerArn = balancer.arn;
  const defaultAction = [{ type: "forward", targetGroupArn: targets.arn }];
  if (tls === undefined) {
    door.firewall.openToInternet(80);
    new LbListener(door, "tcp", { loadBalancerArn, port: 80, protocol: "TCP", defaultAction });
    const reason = "a Network Load Balancer cannot redirect, and the workload has no certificate";
    suppress(balancer, "CKV2_AWS_20", { reason });
    return;
  }
  const { alpnPolicy = "HTTP1Only" } = tls;
  door.firewall.openToInternet(443);
  const listener = new LbListener(door, "tls", {
    loadBalancerArn,
    port: 443,
    protocol: "TLS",
    ...tlsOf(tls),
    alpnPolicy,
    defaultAction,
  });
  addCertificates(door, listener, tls);
}
