import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { infraBoundaryArn, type Region } from "@tagform/deployment";
import { ServiceTrust } from "@tagform/identity";
import { Construct } from "constructs";

export interface InstanceRoleProps {
  readonly roleName: string;
  /** Regions in which the role's permissions hold. */
  readonly regions: readonly Region[];
  readonly accountId: string;
  readonly partition: string;
  /** Parameters below it may be read, metrics of that namespace written; without slashes around it: `research/web`. */
  readonly folder: string;
}

/**
 * Define the role of EC2 instances: people get in through Session Manager, and instances read their own parameters and
 * write their own metrics.
 */
export class InstanceRole extends Construct {
  public readonly roleName: string;

  public constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const { roleName, regions, accountId, partition } = props;

    const trust = new ServiceTrust(this, "trust", {
      service: "ec2.amazonaws.com",
      onBehalfOf: {
        anyone: { reason: "EC2 names no source: whoever launches instances needs iam:PassRole" },
      },
    });
    const role = new IamRole(this, "role", {
      name: roleName,
      description: `Instances in ${regions.join(", ")}`,
      assumeRolePolicy: trust.json,
      permissionsBoundary: infraBoundaryArn(accountId, partition),
    });
    const policy = new IamPolicy(this, "policy", {
      name: roleName,
      description: `What ${roleName} may do`,
      policy: this.permissions(props),
    });
    new IamRolePolicyAttachment(this, "permissions", { role: role.name, policyArn: policy.arn });

    this.roleName = role.name;
  }

  private permissions({ regions, accountId, partition, folder }: InstanceRoleProps): string {
    return new DataAwsIamPolicyDocument(this, "document", {
      statement: [
        {
          // AWS's AmazonSSMManagedInstanceCore would also let instances read every parameter of the account.
          sid: "SessionManager",
          actions: [
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          resources: ["*"],
          condition: [{ test: "StringEquals", variable: "aws:RequestedRegion", values: [...regions] }],
        },
        {
          // CloudWatch knows no resources for this, only namespaces.
          sid: "OwnMetrics",
          actions: ["cloudwatch:PutMetricData"],
          resources: ["*"],
          condition: [
            { test: "StringEquals", variable: "cloudwatch:namespace", values: [folder] },
            { test: "StringEquals", variable: "aws:RequestedRegion", values: [...regions] },
          ],
        },
        {
          sid: "OwnParameters",
          actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
          resources: regions.map(
            (region) => `arn:${partition}:ssm:${region}:${accountId}:parameter/${folder}/*`,
          ),
        },
      ],
    }).json;
  }
}
