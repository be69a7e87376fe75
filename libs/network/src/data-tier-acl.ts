import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule";
import { Construct } from "constructs";

import { ANYWHERE } from "./ip-range";

export interface DataTierAclProps {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** Ranges of the private and data subnets: who may talk to the data tier. */
  readonly allowedRanges: {
    readonly ipv4: readonly string[];
    /** @default - the network has no IPv6 */
    readonly ipv6?: readonly string[] | undefined;
  };
}

/** What a rule is about; its place in the list is its number, and gaps are left for what comes later. */
interface Traffic {
  readonly id: string;
  readonly ruleNumber: number;
  readonly range: { readonly cidrBlock: string } | { readonly ipv6CidrBlock: string };
  readonly ports: { readonly in: PortRange; readonly out: PortRange };
}

type PortRange = readonly [from: number, to: number];

/** Ports of databases and caches, and those that their clients and themselves receive answers on. */
const ABOVE_SYSTEM_PORTS: PortRange = [1024, 65535];
/** Where Linux and Windows receive answers; databases and caches listen below. */
const ANSWERS: PortRange = [32768, 65535];
const HTTPS: PortRange = [443, 443];

/**
 * Define the second lock of the data tier, whatever a security group says:
 *
 *     private and data subnets ◄──► data subnets ──► :443 of S3 and DynamoDB
 *
 * Network ACLs keep no state, so each range is allowed in both directions. They cannot name AWS's services either: 443 is
 * open to anywhere, and the route table, which leads to the VPC and to the gateway endpoints only, closes the rest.
 */
export class DataTierAcl extends Construct {
  public constructor(scope: Construct, id: string, props: DataTierAclProps) {
    super(scope, id);
    const { name, vpcId, subnetIds, allowedRanges } = props;
    const { id: networkAclId } = new NetworkAcl(this, "acl", {
      vpcId,
      subnetIds,
      tags: { Name: `${name}-data` },
    });

    for (const traffic of allowedTraffic(allowedRanges)) this.allow(networkAclId, traffic);
  }

  private allow(networkAclId: string, { id, ruleNumber, range, ports }: Traffic): void {
    const rule = { networkAclId, ruleNumber, ruleAction: "allow", protocol: "tcp", ...range };
    const [inFrom, inTo] = ports.in;
    const [outFrom, outTo] = ports.out;
    new NetworkAclRule(this, `in-${id}`, { ...rule, egress: false, fromPort: inFrom, toPort: inTo });
    new NetworkAclRule(this, `out-${id}`, { ...rule, egress: true, fromPort: outFrom, toPort: outTo });
  }
}

function allowedTraffic({ ipv4, ipv6 = [] }: DataTierAclProps["allowedRanges"]): Traffic[] {
  const neighbors = { in: ABOVE_SYSTEM_PORTS, out: ABOVE_SYSTEM_PORTS };
  return [
    ...ipv4.map((cidrBlock, index) => ({
      id: `${index + 1}`,
      ruleNumber: 100 + index,
      range: { cidrBlock },
      ports: neighbors,
    })),
    ...ipv6.map((ipv6CidrBlock, index) => ({
      id: `ipv6-${index + 1}`,
      ruleNumber: 200 + index,
      range: { ipv6CidrBlock },
      ports: neighbors,
    })),
    {
      id: "aws-storage",
      ruleNumber: 300,
      range: { cidrBlock: ANYWHERE },
      ports: { in: ANSWERS, out: HTTPS },
    },
  ];
}
