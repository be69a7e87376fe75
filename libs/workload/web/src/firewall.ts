import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { physicalName } from "@tagform/deployment";
import { ANYWHERE, ANYWHERE_IPV6 } from "@tagform/network";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

/** Something with a firewall of its own, known by a name that tells it from others. */
export interface FirewallMember {
  readonly node: { readonly id: string };
  readonly firewall: { readonly securityGroupId: string };
}

export interface FirewallProps {
  readonly name: string;
  /** What is behind it; changing the text replaces the security group. */
  readonly description: string;
  readonly vpcId: string;
  /**
   * Whether the network has IPv6: the internet then is both of its address families.
   *
   * @default false
   */
  readonly ipv6?: boolean | undefined;
}

/**
 * Define a security group that allows nothing until it is told.
 *
 * Every rule is a resource of its own: groups that refer to each other inline would wait for each other.
 */
export class Firewall extends Construct {
  public readonly securityGroupId: string;
  private readonly ipv6: boolean;

  public constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const { name, description, vpcId, ipv6 = false } = props;
    const group = new SecurityGroup(this, "group", {
      name: physicalName("securityGroup", name),
      description,
      vpcId,
      tags: { Name: name },
    });

    this.securityGroupId = group.id;
    this.ipv6 = ipv6;
  }

  /** Let anybody open TCP connections on `port`. */
  public openToInternet(port: number): void {
    for (const [family, anywhere] of this.internet()) {
      const rule = new VpcSecurityGroupIngressRule(this, `from-${family}-${port}`, {
        ...this.rule(port, "anybody"),
        ...anywhere,
      });
      // checkov reads an IPv6 range letter by letter and finds nothing to accept there.
      if (port === 80 && family === "internet") {
        suppress(rule, "CKV_AWS_260", { reason: "the front door is what the internet is meant to reach" });
      }
    }
  }

  /** Let `source` open TCP connections on `port`. */
  public allowFrom(source: FirewallMember, port: number): void {
    new VpcSecurityGroupIngressRule(this, `from-${source.node.id}-${port}`, {
      ...this.rule(port, source.node.id),
      referencedSecurityGroupId: source.firewall.securityGroupId,
    });
  }

  /** Let what is behind the firewall open TCP connections to `target` on `port`. */
  public allowTo(target: FirewallMember, port: number): void {
    new VpcSecurityGroupEgressRule(this, `to-${target.node.id}-${port}`, {
      ...this.rule(port, target.node.id),
      referencedSecurityGroupId: target.firewall.securityGroupId,
    });
  }

  /** Let what is behind the firewall open TCP connections to anywhere on `port`. */
  public allowToInternet(port: number): void {
    for (const [family, anywhere] of this.internet()) {
      new VpcSecurityGroupEgressRule(this, `to-${family}-${port}`, {
        ...this.rule(port, "anywhere"),
        ...anywhere,
      });
    }
  }

  /** Everybody, once for each address family: a rule holds one range. */
  private internet() {
    const ipv4 = ["internet", { cidrIpv4: ANYWHERE }] as const;
    return this.ipv6 ? [ipv4, ["ipv6-internet", { cidrIpv6: ANYWHERE_IPV6 }] as const] : [ipv4];
  }

  private rule(port: number, otherSide: string) {
    return {
      securityGroupId: this.securityGroupId,
      description: `TCP ${port}, ${otherSide}`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    };
  }
}
