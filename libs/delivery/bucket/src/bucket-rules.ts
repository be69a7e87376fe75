import type {
  DataAwsIamPolicyDocumentStatement as Statement,
  DataAwsIamPolicyDocumentStatementCondition as Condition,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

export const EVERYBODY = [{ type: "*", identifiers: ["*"] }];

export const bucketArn = (partition: string, bucketName: string): string =>
  `arn:${partition}:s3:::${bucketName}`;

/** Nobody reaches a bucket without TLS, or with a version of it that is broken. */
export function onlyOverTls(arn: string): Statement[] {
  const deny = (sid: string, condition: Condition): Statement => ({
    sid,
    effect: "Deny",
    principals: EVERYBODY,
    actions: ["s3:*"],
    resources: [arn, `${arn}/*`],
    condition: [condition],
  });
  return [
    deny("OnlyOverTls", { test: "Bool", variable: "aws:SecureTransport", values: ["false"] }),
    deny("OnlyOverCurrentTls", { test: "NumericLessThan", variable: "s3:TlsVersion", values: ["1.2"] }),
  ];
}

/**
 * An upload that says nothing of encryption gets the bucket's own. One that says anything must name the bucket's key: with
 * `aws:kms` alone, S3 takes a key of its own, which nobody can withdraw.
 */
export function onlyEncryptedWith(keyArn: string, arn: string): Statement[] {
  const key = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  const deny = (sid: string, header: string): Statement => ({
    sid,
    effect: "Deny",
    principals: EVERYBODY,
    actions: ["s3:PutObject"],
    resources: [`${arn}/*`],
    condition: [
      { test: "Null", variable: header, values: ["false"] },
      // Also true where no key is named.
      { test: "StringNotEquals", variable: key, values: [keyArn] },
    ],
  });
  return [deny("NoOtherEncryption", "s3:x-amz-server-side-encryption"), deny("NoOtherKey", key)];
}
