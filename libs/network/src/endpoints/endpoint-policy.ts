import type { DataAwsIamPolicyDocumentStatement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

const ANYBODY = [{ type: "*", identifiers: ["*"] }];

/**
 * Lets only this account's credentials through an endpoint: somebody else's, brought into the network to carry data out,
 * do not work there.
 *
 * What these credentials may do, and with which resources, is for their own policies to say, hence both wildcards.
 *
 * @param service as actions name it: `cloudwatch` for the endpoint `monitoring`
 */
export function ownCredentials(service: string, accountId: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid: "OwnCredentials",
    principals: ANYBODY,
    actions: [`${service}:*`],
    resources: ["*"],
    condition: [{ test: "StringEquals", variable: "aws:PrincipalAccount", values: [accountId] }],
  };
}

/**
 * Lets others than this account read the buckets from which AWS serves the software of instances, and nothing else.
 *
 * Who has a NAT gateway needs it too: a route to S3's endpoint is preferred to it.
 */
export function readSystemSoftware(partition: string, region: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid: "ReadSystemSoftware",
    principals: ANYBODY,
    actions: ["s3:GetObject"],
    resources: systemBuckets(region).map((bucket) => `arn:${partition}:s3:::${bucket}/*`),
  };
}

const systemBuckets = (region: string): string[] => [
  // Packages of Amazon Linux 2023: dnf has no credentials.
  `al2023-repos-${region}-de612dc2`,
  // Layers of images in ECR: read with addresses that ECR signed, with credentials of its own.
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
  `prod-${region}-starport-layer-bucket`,
  // The SSM Agent, its documents and packages.
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html
  `amazon-ssm-${region}`,
  `amazon-ssm-packages-${region}`,
  `aws-ssm-${region}`,
  `aws-ssm-distributor-file-${region}`,
  `aws-ssm-document-attachments-${region}`,
  `patch-baseline-snapshot-${region}`,
];
