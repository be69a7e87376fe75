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

/** Lets anybody read the public buckets in which AWS keeps Amazon Linux's packages and Systems Manager's parts. */
export function readSystemSoftware(partition: string, region: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid: "ReadSystemSoftware",
    principals: ANYBODY,
    actions: ["s3:GetObject"],
    resources: systemBuckets(region).map((bucket) => `arn:${partition}:s3:::${bucket}/*`),
  };
}

/**
 * dnf and the SSM Agent read them, the first without credentials.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions
 */
const systemBuckets = (region: string): string[] => [
  `al2023-repos-${region}-de612dc2`,
  `amazon-ssm-${region}`,
  `amazon-ssm-packages-${region}`,
  `aws-ssm-${region}`,
  `aws-ssm-distributor-file-${region}`,
  `aws-ssm-document-attachments-${region}`,
  `patch-baseline-snapshot-${region}`,
];
