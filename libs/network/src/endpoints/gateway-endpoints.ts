import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Region } from "@tagform/deployment";
import { Construct } from "constructs";

import { ownCredentials, readSystemSoftware } from "./endpoint-policy";

export interface GatewayEndpointsProps {
  readonly name: string;
  readonly vpcId: string;
  readonly region: Region;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  /** Of every subnet that has no route to the internet gateway. */
  readonly routeTableIds: string[];
}

/**
 * Define the ways to S3 and DynamoDB that cost nothing and need neither NAT nor internet.
 *
 * IPv4 only, also in a dual-stack network: a gateway for IPv6 exists for S3 alone, and the AWS provider creates it from
 * 6.29 on (https://github.com/hashicorp/terraform-provider-aws/pull/45849). Who asks S3's dual-stack name for IPv6 leaves
 * through the egress-only gateway.
 */
export class GatewayEndpoints extends Construct {
  public constructor(scope: Construct, id: string, props: GatewayEndpointsProps) {
    super(scope, id);
    const { region, accountId, partition } = props;
    this.open("s3", props, [ownCredentials("s3", accountId), readSystemSoftware(partition, region)]);
    this.open("dynamodb", props, [ownCredentials("dynamodb", accountId)]);
  }

  private open(
    service: "s3" | "dynamodb",
    { name, vpcId, region, routeTableIds }: GatewayEndpointsProps,
    statement: DataAwsIamPolicyDocumentStatement[],
  ): void {
    new VpcEndpoint(this, service, {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${region}.${service}`,
      routeTableIds,
      policy: new DataAwsIamPolicyDocument(this, `${service}-policy`, { statement }).json,
      tags: { Name: `${name}-${service}` },
    });
  }
}
