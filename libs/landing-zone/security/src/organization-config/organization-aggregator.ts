import { ConfigConfigurationAggregator } from "@cdktf/provider-aws/lib/config-configuration-aggregator";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { infraBoundaryArn, physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

export interface OrganizationAggregatorProps {
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
}

/**
 * Define what shows in one place what AWS Config records in all accounts and Regions, also in those that nobody governs. It
 * costs nothing and asks no account.
 *
 * https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
 */
export class OrganizationAggregator extends Construct {
  public constructor(scope: Construct, id: string, props: OrganizationAggregatorProps) {
    super(scope, id);
    const role = this.createRole(props);
    const lists = new IamRolePolicyAttachment(this, "lists-accounts", {
      role: role.name,
      policyArn: `arn:${props.partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
    });
    new ConfigConfigurationAggregator(this, "aggregator", {
      name: "tagform-organization",
      organizationAggregationSource: { allRegions: true, roleArn: role.arn },
      dependsOn: [lists],
    });
  }

  /**
   * Config has no role of its own for that. InfraBoundary lets a role of that name read the organization, if it has the tags
   * of landing-zone's cells, and lets nobody else touch it.
   */
  private createRole({ accountId, partition }: OrganizationAggregatorProps): IamRole {
    const trust = new DataAwsIamPolicyDocument(this, "trust", {
      statement: [
        {
          sid: "ConfigOfThisAccount",
          principals: [{ type: "Service", identifiers: ["config.amazonaws.com"] }],
          actions: ["sts:AssumeRole"],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
        },
      ],
    });
    return new IamRole(this, "role", {
      name: physicalName("role", "baseline-config-aggregator"),
      description: "AWS Config lists the organization's accounts",
      assumeRolePolicy: trust.json,
      permissionsBoundary: infraBoundaryArn(accountId, partition),
    });
  }
}
