import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

export interface S3PublicAccessProps {
  /** @default - no bucket of the account can be made public, whatever its own settings say */
  readonly publicBuckets?: { readonly reason: string } | undefined;
}

/**
 * Define what buckets of the account can never be: public. Access control lists make none public in any case.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export class S3PublicAccess extends Construct {
  public constructor(scope: Construct, id: string, { publicBuckets }: S3PublicAccessProps) {
    super(scope, id);
    const policiesStayPrivate = publicBuckets === undefined;
    const block = new S3AccountPublicAccessBlock(this, "block", {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: policiesStayPrivate,
      restrictPublicBuckets: policiesStayPrivate,
    });
    if (publicBuckets === undefined) return;
    for (const finding of ["CKV_AWS_54", "CKV_AWS_56"]) suppress(block, finding, publicBuckets);
  }
}
