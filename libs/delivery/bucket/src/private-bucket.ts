import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement as Statement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Region } from "@tagform/deployment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface PrivateBucketProps {
  readonly bucketName: string;
  /**
   * The bucket's Region.
   *
   * @default - the provider's
   */
  readonly otherRegion?: Region | undefined;
  /**
   * The key that encrypts its objects.
   *
   * @default - the key of Amazon S3
   */
  readonly keyArn?: string;
  /**
   * Whether S3 makes a key of the bucket from `keyArn`, which saves calls of KMS. Without one, KMS learns for which object
   * it is asked, and its policy can tell objects apart.
   *
   * @default true
   */
  readonly bucketKey?: boolean;
  readonly policy: readonly Statement[];
  readonly lifecycle: readonly S3BucketLifecycleConfigurationRule[];
  /** Whether Terraform may delete the bucket, with all that is in it. */
  readonly deletable: boolean;
}

/** Define a versioned bucket that nothing can make public. */
export class PrivateBucket extends Construct {
  public readonly bucket: S3Bucket;
  /** Replication needs versions first. */
  public readonly versioning: ITerraformDependable;
  /** Who writes by the bucket's policy needs that first. */
  public readonly policy: ITerraformDependable;
  private readonly place: { readonly region?: Region };

  public constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { bucketName, otherRegion, deletable } = props;
    this.place = otherRegion === undefined ? {} : { region: otherRegion };
    this.bucket = new S3Bucket(this, "bucket", {
      ...this.place,
      bucket: bucketName,
      forceDestroy: deletable,
      lifecycle: { preventDestroy: !deletable },
    });
    const privacy = this.closeToThePublic();
    this.versioning = this.keepVersions(props);
    this.encrypt(props);
    this.policy = new S3BucketPolicy(this, "policy", {
      ...this.place,
      bucket: this.bucket.id,
      policy: new DataAwsIamPolicyDocument(this, "rules", { statement: [...props.policy] }).json,
      // S3 refuses two changes of a bucket's access at the same time, and the policy may forbid to change versioning.
      dependsOn: [privacy, this.versioning],
    });
  }

  private closeToThePublic(): ITerraformDependable {
    const bucket = this.bucket.id;
    new S3BucketOwnershipControls(this, "ownership", {
      ...this.place,
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    return new S3BucketPublicAccessBlock(this, "public-access", {
      ...this.place,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }

  private keepVersions({ lifecycle }: PrivateBucketProps): ITerraformDependable {
    const bucket = this.bucket.id;
    const versioning = new S3BucketVersioningA(this, "versioning", {
      ...this.place,
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...this.place,
      bucket,
      rule: [...lifecycle],
      dependsOn: [versioning],
    });
    return versioning;
  }

  private encrypt({ keyArn, bucketKey = true }: PrivateBucketProps): void {
    const algorithm =
      keyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...this.place,
      bucket: this.bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault: algorithm,
          bucketKeyEnabled: keyArn !== undefined && bucketKey,
        },
      ],
    });
  }
}
