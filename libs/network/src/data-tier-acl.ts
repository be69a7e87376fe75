import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule";
import { Construct } from "constructs";

export interface DataTierAclProps {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** Ranges of the private and data subnets: who may talk to the data tier. */
  readonly allowedCidrs: readonly string[];
}

/**
 * Define the second lock of the data tier: subnets talk to private and data subnets only, whatever a security group says.
 *
 * Network ACLs keep no state, so each range is allowed in both directions.
 */
export class DataTierAcl extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { name, vpcId, subnetIds, allowedCidrs }: DataTierAclProps,
  ) {
    super(scope, id);
    const { id: networkAclId } = new NetworkAcl(this, "acl", {
      vpcId,
      subnetIds,
      tags: { Name: `${name}-data` },
    });

    for (const [index, cidrBlock] of allowedCidrs.entries()) {
      const rule = { networkAclId, ruleNumber: 100 + index, ruleAction: "allow", protocol: "tcp", cidrBlock };
      new NetworkAclRule(this, `in-${index + 1}`, { ...rule, egress: false, fromPort: 1024, toPort: 65535 });
      new NetworkAclRule(this, `out-${index + 1}`, { ...rule, egress: true, fromPort: 1024, toPort: 65535 });
    }
  }
}
