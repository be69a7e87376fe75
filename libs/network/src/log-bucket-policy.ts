import type { DataAwsIamPolicyDocumentStatement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

/** The bucket and whose logs it takes. */
export interface LogOwner {
  readonly bucketName: string;
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
}

const service = (name: string) => [{ type: "Service", identifiers: [name] }];

/**
 * Who may write into a log bucket: AWS's log services on behalf of the bucket's own account, over TLS.
 *
 * Application Load Balancers write as Elastic Load Balancing; Network Load Balancers and flow logs through the delivery
 * service of CloudWatch Logs, which first looks whether it may. All write below the account that they come from, so
 * another account's load balancer or network cannot write here. The policy names the bucket by its name rather than by reference: a plan then shows it before the bucket exists.
 */
export function logBucketPolicy(props: LogOwner): DataAwsIamPolicyDocumentStatement[] {
  const { bucketName, accountId, partition, region } = props;
  const bucketArn = `arn:${partition}:s3:::${bucketName}`;
  const ownLogs = [`${bucketArn}/AWSLogs/${accountId}/*`];
  const ownDeliveries = [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
    {
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: [`arn:${partition}:logs:${region}:${accountId}:*`],
    },
  ];
  return [
    {
      sid: "ApplicationLoadBalancersWrite",
      principals: service("logdelivery.elasticloadbalancing.amazonaws.com"),
      actions: ["s3:PutObject"],
      resources: ownLogs,
    },
    {
      sid: "LogDeliveryWrites",
      principals: service("delivery.logs.amazonaws.com"),
      actions: ["s3:PutObject"],
      resources: ownLogs,
      condition: ownDeliveries,
    },
    {
      sid: "LogDeliveryChecksAccess",
      principals: service("delivery.logs.amazonaws.com"),
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      condition: ownDeliveries,
    },
    {
      sid: "OnlyOverTls",
      effect: "Deny",
      principals: [{ type: "*", identifiers: ["*"] }],
      actions: ["s3:*"],
      resources: [bucketArn, `${bucketArn}/*`],
      condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    },
    {
      sid: "OnlyOverCurrentTls",
      effect: "Deny",
      principals: [{ type: "*", identifiers: ["*"] }],
      actions: ["s3:*"],
      resources: [bucketArn, `${bucketArn}/*`],
      condition: [{ test: "NumericLessThan", variable: "s3:TlsVersion", values: ["1.2"] }],
    },
  ];
}
