import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { type Arn, PolicyDocument, type Statement } from "@tagform/delivery-roles";
import { infraBoundaryArn, physicalName, type Region } from "@tagform/deployment";
import { Construct } from "constructs";

export interface RemovalRoleProps {
  readonly name: string;
  /** Regions that it leaves alone. */
  readonly kept: readonly Region[];
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
}

/** Define as whom Systems Manager removes default VPCs: it reads what is in them, and deletes what AWS put there. */
export class RemovalRole extends Construct {
  public readonly arn: string;
  /** Known once the role may do it. */
  public readonly permissions: IamRolePolicy;

  public constructor(scope: Construct, id: string, props: RemovalRoleProps) {
    super(scope, id);
    const { name, accountId, partition } = props;
    const role = new IamRole(this, "role", {
      name: physicalName("role", name),
      description: "Removes default VPCs in which nothing is",
      assumeRolePolicy: this.document("trust", "trust", [assumedByAutomation(props)]),
      permissionsBoundary: infraBoundaryArn(accountId, partition),
    });
    this.permissions = new IamRolePolicy(this, "permissions", {
      name: "Removal",
      role: role.name,
      policy: this.document("allowed", "inline", [LOOKS, removes(props)]),
    });
    this.arn = role.arn;
  }

  private document(id: string, attachedAs: "trust" | "inline", statements: Statement[]): string {
    return new PolicyDocument(this, id, { statements, attachedAs, remedy: "keep fewer default VPCs" })
      .document.json;
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html */
const assumedByAutomation = ({ accountId, partition }: RemovalRoleProps): Statement => ({
  sid: "AssumedByAutomation",
  actions: ["sts:AssumeRole"],
  principal: { service: "ssm.amazonaws.com" },
  conditions: [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
    {
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: [`arn:${partition}:ssm:*:${accountId}:automation-execution/*`],
    },
  ],
});

const LOOKS: Statement = {
  sid: "LooksWhatIsThere",
  actions: [
    ...["Regions", "Vpcs", "Subnets", "NetworkInterfaces", "SecurityGroups", "RouteTables", "NetworkAcls"],
    ...["VpcEndpoints", "VpnGateways", "VpcPeeringConnections", "InternetGateways"],
  ].map((noun) => `ec2:Describe${noun}`),
  resources: { everything: { reason: "EC2 describes all of a kind, or none" } },
};

/** IAM cannot tell a default VPC from another, but one that Tagform made has its tags. */
function removes(props: RemovalRoleProps): Statement {
  const { kept, accountId, partition } = props;
  return {
    sid: "RemovesWhatNobodyTagged",
    actions: ["DeleteSubnet", "DetachInternetGateway", "DeleteInternetGateway", "DeleteVpc"].map(
      (action) => `ec2:${action}`,
    ),
    resources: ["vpc", "subnet", "internet-gateway"].map(
      (type): Arn => `arn:${partition}:ec2:*:${accountId}:${type}/*`,
    ),
    conditions: [
      ...(kept.length === 0
        ? []
        : [{ test: "StringNotEquals", variable: "aws:RequestedRegion", values: [...kept].sort() }]),
      { test: "Null", variable: "aws:ResourceTag/managed-by", values: ["true"] },
    ],
  };
}
