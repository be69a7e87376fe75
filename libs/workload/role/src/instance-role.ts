import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Region } from "@tagform/deployment";
import { ServiceTrust } from "@tagform/identity";
import { Construct } from "constructs";

export interface InstanceRoleProps {
  readonly roleName: string;
  /** Regions in which the role's permissions hold. */
  readonly regions: readonly Region[];
  readonly accountId: string;
  readonly partition: string;
  /** Folder of the parameters that instances may read, without slashes around it: `research/web`. */
  readonly parameterFolder: string;
}

/** Define the role of EC2 instances: they can be logged into through Session Manager and read their own parameters. */
export class InstanceRole extends Construct {
  public readonly roleName: string;

  public constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const { roleName, regions } = props;

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
    });
    const policy = new IamPolicy(this, "policy", {
      name: roleName,
      description: `What ${roleName} may do`,
      policy: this.permissions(props),
    });
    new IamRolePolicyAttachment(this, "permissions", { role: role.name, policyArn: policy.arn });

    this.roleName = role.name;
  }

  private permissions({ regions, accountId, partition, parameterFolder }: InstanceRoleProps): string {
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
          sid: "OwnParameters",
          actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
          resources: regions.map(
            (region) => `arn:${partition}:ssm:${region}:${accountId}:parameter/${parameterFolder}/*`,
          ),
        },
      ],
    }).json;
  }
}
