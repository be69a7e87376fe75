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
