import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { physicalName, type Region } from "@tagform/deployment";
import { Construct } from "constructs";

import { ownCredentials } from "./endpoint-policy";
import { actionPrefix, type InterfaceService, interfaceServiceName } from "./interface-service";

export interface InterfaceEndpointsProps {
  readonly name: string;
  readonly vpcId: string;
  /** Range of the VPC: who may use the endpoints. */
  readonly vpcCidr: string;
  readonly region: Region;
  /** 12 digits. */
  readonly accountId: string;
  readonly services: readonly InterfaceService[];
  /** One for each zone that gets a network interface of every endpoint; the other zones use these. */
  readonly subnetIds: string[];
}

/**
 * Define ways to AWS services that need neither NAT nor internet: network interfaces in private subnets, which the
 * services' usual names lead to.
 *
 *     instance ──► ssm.<Region>.amazonaws.com = network interface :443 ──► service
 */
export class InterfaceEndpoints extends Construct {
  public constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { name, vpcId, region, accountId, services, subnetIds } = props;
    const securityGroupIds = [this.createFirewall(props)];
    for (const service of services) {
      const id = service.replaceAll(".", "-");
      const statement = [ownCredentials(actionPrefix(service), accountId)];
      new VpcEndpoint(this, id, {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName: interfaceServiceName(service, region),
        subnetIds,
        securityGroupIds,
        privateDnsEnabled: true,
        policy: new DataAwsIamPolicyDocument(this, `${id}-policy`, { statement }).json,
        tags: { Name: `${name}-${service}` },
      });
    }
  }

  /** Endpoints have IPv4 addresses only, also in a dual-stack network: whoever is in it has IPv4 as well. */
  private createFirewall({ name, vpcId, vpcCidr }: InterfaceEndpointsProps): string {
    const { id: securityGroupId } = new SecurityGroup(this, "firewall", {
      name: physicalName("securityGroup", name, "endpoints"),
      description: "Interface endpoints, reached from the VPC",
      vpcId,
      tags: { Name: `${name}-endpoints` },
    });
    new VpcSecurityGroupIngressRule(this, "from-vpc-443", {
      securityGroupId,
      description: "TCP 443, the VPC",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: vpcCidr,
    });
    return securityGroupId;
  }
}
