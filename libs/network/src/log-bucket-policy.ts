import type { DataAwsIamPolicyDocumentStatement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

import type { LogBucketProps } from "./log-bucket";

/** Folders of the bucket, by sender. */
export const LOG_PREFIX = { loadBalancer: "load-balancer", flowLogs: "flow-logs" } as const;

const service = (name: string) => [{ type: "Service", identifiers: [name] }];

/**
 * Who may write into a log bucket: AWS's log services on behalf of the bucket's own account, over TLS.
 *
 * Both senders put the account into the object's key or say it in the request: another account's load balancer
 * cannot write here through the service.
 */
export function logBucketPolicy(
  bucketArn: string,
  { accountId, partition, region }: Pick<LogBucketProps, "accountId" | "partition" | "region">,
): DataAwsIamPolicyDocumentStatement[] {
  const objects = (prefix: string) => [`${bucketArn}/${prefix}/AWSLogs/${accountId}/*`];
  const ownFlowLogs = [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
    {
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: [`arn:${partition}:logs:${region}:${accountId}:*`],
    },
  ];
  return [
    {
      sid: "LoadBalancersWrite",
      principals: service("logdelivery.elasticloadbalancing.amazonaws.com"),
      actions: ["s3:PutObject"],
      resources: objects(LOG_PREFIX.loadBalancer),
    },
    {
      sid: "FlowLogsWrite",
      principals: service("delivery.logs.amazonaws.com"),
      actions: ["s3:PutObject"],
      resources: objects(LOG_PREFIX.flowLogs),
      condition: ownFlowLogs,
    },
    {
      sid: "FlowLogsCheckAccess",
      principals: service("delivery.logs.amazonaws.com"),
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      condition: ownFlowLogs,
    },
    {
      sid: "OnlyOverTls",
      effect: "Deny",
      principals: [{ type: "*", identifiers: ["*"] }],
      actions: ["s3:*"],
      resources: [bucketArn, `${bucketArn}/*`],
      condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    },
  ];
}
