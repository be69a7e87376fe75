import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DlmLifecyclePolicy } from "@cdktf/provider-aws/lib/dlm-lifecycle-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { infraBoundaryArn, physicalName, type Region, REGIONS } from "@tagform/deployment";
import { ServiceTrust } from "@tagform/identity";
import { Construct } from "constructs";

import type { SnapshotConfig } from "./fleet-config";

export interface SnapshotsProps extends SnapshotConfig {
  /** Value of the tag `Name` of the volumes: `research-dev-web`. */
  readonly name: string;
  readonly region: Region;
  readonly accountId: string;
  readonly partition: string;
}

/** Define snapshots of all volumes of a name, taken and deleted by Data Lifecycle Manager. */
export class Snapshots extends Construct {
  public constructor(scope: Construct, id: string, props: SnapshotsProps) {
    super(scope, id);
    const { name, region, accountId, partition, everyHours, at, keep } = props;

    const trust = new ServiceTrust(this, "trust", {
      service: "dlm.amazonaws.com",
      onBehalfOf: { accountId, sourceArn: `arn:${partition}:dlm:${region}:${accountId}:policy/*` },
    });
    const role = new IamRole(this, "role", {
      name: physicalName("role", name, REGIONS[region].shortCode, "snapshots"),
      description: `Data Lifecycle Manager, for volumes of ${name} in ${region}`,
      assumeRolePolicy: trust.json,
      permissionsBoundary: infraBoundaryArn(accountId, partition),
    });
    const permissions = new IamRolePolicy(this, "permissions", {
      name: "snapshots",
      role: role.name,
      policy: this.permissions(props),
    });
    new DlmLifecyclePolicy(this, "policy", {
      description: `Snapshots of the volumes of ${name}`,
      executionRoleArn: role.arn,
      policyDetails: {
        resourceTypes: ["VOLUME"],
        targetTags: { Name: name },
        schedule: [
          {
            name: `every ${everyHours} hours`,
            createRule: { interval: everyHours, intervalUnit: "HOURS", times: [at] },
            retainRule: { count: keep },
            // Snapshots carry the volume's name, which is what the role may delete.
            copyTags: true,
          },
        ],
      },
      dependsOn: [permissions],
    });
  }

  /** AWS's AWSDataLifecycleManagerServiceRole would reach every volume and every snapshot of the account. */
  private permissions({ name, region, accountId, partition }: SnapshotsProps): string {
    const ofTheFleet = [{ test: "StringEquals", variable: "aws:ResourceTag/Name", values: [name] }];
    const snapshots = [`arn:${partition}:ec2:${region}::snapshot/*`];
    return new DataAwsIamPolicyDocument(this, "document", {
      statement: [
        {
          sid: "Volumes",
          actions: ["ec2:CreateSnapshot"],
          resources: [`arn:${partition}:ec2:${region}:${accountId}:volume/*`],
          condition: ofTheFleet,
        },
        // A snapshot has no tags before it is there.
        { sid: "Create", actions: ["ec2:CreateSnapshot", "ec2:CreateTags"], resources: snapshots },
        { sid: "Delete", actions: ["ec2:DeleteSnapshot"], resources: snapshots, condition: ofTheFleet },
        {
          // EC2 knows no resources for these.
          sid: "Find",
          actions: ["ec2:DescribeInstances", "ec2:DescribeSnapshots", "ec2:DescribeVolumes"],
          resources: ["*"],
        },
      ],
    }).json;
  }
}
