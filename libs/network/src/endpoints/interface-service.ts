import type { Region } from "@tagform/deployment";

/**
 * AWS services that can have an interface endpoint, by the name that AWS gives it.
 *
 * S3 and DynamoDB are not among them: every network has their gateway endpoints, which cost nothing. Nor is
 * `ec2messages`: the SSM Agent uses it only where `ssmmessages` does not answer, and Regions opened since 2024 lack it.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
 */
export type InterfaceService =
  | "autoscaling"
  | "ec2"
  | "ecr.api"
  | "ecr.dkr"
  | "kms"
  | "logs"
  | "monitoring"
  | "secretsmanager"
  | "sns"
  | "sqs"
  | "ssm"
  | "ssmmessages"
  | "sts";

// As `aws ec2 describe-vpc-endpoint-services` lists them there.
const PREFIXED_IN_CHINA: ReadonlySet<InterfaceService> = new Set([
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "monitoring",
  "sqs",
  "sts",
]);

/** `com.amazonaws.us-east-1.ssm` */
export function interfaceServiceName(service: InterfaceService, region: Region): string {
  const isPrefixed = region.startsWith("cn-") && PREFIXED_IN_CHINA.has(service);
  return `${isPrefixed ? "cn." : ""}com.amazonaws.${region}.${service}`;
}

/** What the names of the service's actions begin with: `cloudwatch` for `monitoring`. */
export function actionPrefix(service: InterfaceService): string {
  if (service === "monitoring") return "cloudwatch";
  return service.split(".")[0] ?? service;
}
