import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { bucketArn } from "@tagform/delivery-bucket";
import { infraBoundaryArn, physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { StateBucket } from "./state-bucket";

/** One end of a replication. */
export interface ReplicationEnd {
  readonly bucketName: string;
  readonly region: string;
  readonly bucket: StateBucket;
}

export interface StateReplicationProps {
  readonly from: ReplicationEnd;
  readonly to: ReplicationEnd;
  readonly accountId: string;
  readonly partition: string;
}

/**
 * Define the replication of states and records to a bucket in another Region, within 15 minutes.
 *
 * Deletions are not replicated: what somebody deletes here stays there. What was there before is not replicated either;
 * that takes a job of S3 Batch Replication.
 */
export class StateReplication extends Construct {
  public constructor(scope: Construct, id: string, props: StateReplicationProps) {
    super(scope, id);
    const { from, to } = props;
    const role = this.replicationRole(props);
    new S3BucketReplicationConfigurationA(this, "replication", {
      bucket: from.bucket.bucket.id,
      role: role.arn,
      rule: [
        {
          id: "everything",
          status: "Enabled",
          priority: 0,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: to.bucket.bucket.arn,
            storageClass: "STANDARD",
            encryptionConfiguration: { replicaKmsKeyId: to.bucket.keyArn },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
      dependsOn: [from.bucket.versioning, to.bucket.versioning],
    });
  }

  /** S3 tells nothing of the bucket when it assumes the role, so the trust has no condition; the role is of use here only. */
  private replicationRole(props: StateReplicationProps): IamRole {
    const role = new IamRole(this, "role", {
      name: physicalName("role", props.from.bucketName, "replication"),
      assumeRolePolicy: new DataAwsIamPolicyDocument(this, "trust", {
        statement: [
          {
            actions: ["sts:AssumeRole"],
            principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
          },
        ],
      }).json,
      permissionsBoundary: infraBoundaryArn(props.accountId, props.partition),
    });
    new IamRolePolicy(this, "role-policy", {
      name: "replicate",
      role: role.id,
      policy: new DataAwsIamPolicyDocument(this, "permissions", { statement: permissions(props) }).json,
    });
    return role;
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html, without deletions. */
function permissions({ from, to, partition }: StateReplicationProps) {
  const [source, replica] = [bucketArn(partition, from.bucketName), bucketArn(partition, to.bucketName)];
  return [
    { actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [source] },
    {
      actions: [
        ...["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      ],
      resources: [`${source}/*`],
    },
    { actions: ["s3:ReplicateObject", "s3:ReplicateTags"], resources: [`${replica}/*`] },
    { actions: ["kms:Decrypt"], resources: [from.bucket.keyArn], condition: throughS3(from, source) },
    {
      actions: ["kms:Encrypt", "kms:GenerateDataKey"],
      resources: [to.bucket.keyArn],
      condition: throughS3(to, replica),
    },
  ];
}

const throughS3 = ({ region }: ReplicationEnd, arn: string) => [
  { test: "StringEquals", variable: "kms:ViaService", values: [`s3.${region}.amazonaws.com`] },
  { test: "StringLike", variable: "kms:EncryptionContext:aws:s3:arn", values: [arn, `${arn}/*`] },
];
