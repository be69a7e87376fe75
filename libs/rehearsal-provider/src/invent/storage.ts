import { type Invention, type Inventions } from "./result";

const byName: Invention = (subject) => subject.text("name");
const byBucket: Inventions = { id: (subject) => subject.text("bucket") };
const prefixedName: Invention = (subject) =>
  `${subject.text("name_prefix", "terraform-")}${subject.digits(26, "name")}`;

const BUCKET_COMPANIONS = [
  "accelerate_configuration",
  "acl",
  "cors_configuration",
  "lifecycle_configuration",
  "logging",
  "notification",
  "object_lock_configuration",
  "ownership_controls",
  "policy",
  "public_access_block",
  "request_payment_configuration",
  "server_side_encryption_configuration",
  "versioning",
  "website_configuration",
];

export const STORAGE: Readonly<Record<string, Inventions>> = {
  ...Object.fromEntries(BUCKET_COMPANIONS.map((companion) => [`aws_s3_bucket_${companion}`, byBucket])),
  aws_s3_bucket: {
    bucket: (subject) => `${subject.text("bucket_prefix", "terraform-")}${subject.digits(26, "name")}`,
    id: (subject) => subject.text("bucket"),
    arn: (subject) => subject.arn("s3", subject.text("bucket"), "", ""),
    bucket_domain_name: (subject) => `${subject.text("bucket")}.s3.amazonaws.com`,
    bucket_region: (subject) => subject.region,
    bucket_regional_domain_name: (subject) => `${subject.text("bucket")}.s3.${subject.region}.amazonaws.com`,
    hosted_zone_id: (subject) => `Z${subject.base32(13, subject.region)}`,
    request_payer: () => "BucketOwner",
  },
  aws_s3_object: {
    id: (subject) => subject.text("key"),
    arn: (subject) => subject.arn("s3", `${subject.text("bucket")}/${subject.text("key")}`, "", ""),
    etag: (subject) => subject.hex(32, "etag"),
    storage_class: () => "STANDARD",
    content_type: () => "application/octet-stream",
    server_side_encryption: () => "AES256",
  },
  aws_cloudwatch_log_group: {
    name: prefixedName,
    id: byName,
    arn: (subject) => subject.arn("logs", `log-group:${subject.text("name")}`),
    log_group_class: () => "STANDARD",
  },
  aws_cloudwatch_log_stream: {
    id: byName,
    arn: (subject) =>
      subject.arn("logs", `log-group:${subject.text("log_group_name")}:log-stream:${subject.text("name")}`),
  },
  aws_cloudwatch_metric_alarm: {
    id: (subject) => subject.text("alarm_name"),
    arn: (subject) => subject.arn("cloudwatch", `alarm:${subject.text("alarm_name")}`),
  },
  aws_cloudwatch_event_rule: {
    name: prefixedName,
    id: byName,
    arn: (subject) => subject.arn("events", `rule/${subject.text("name")}`),
  },
  aws_ssm_parameter: {
    id: byName,
    arn: (subject) => subject.arn("ssm", `parameter/${subject.text("name").replace(/^\//, "")}`),
    version: () => 1,
    tier: () => "Standard",
    data_type: () => "text",
  },
  aws_route53_zone: {
    zone_id: (subject) => `Z${subject.base32(20)}`,
    id: (subject) => subject.text("zone_id"),
    arn: (subject) => subject.arn("route53", `hostedzone/${subject.text("zone_id")}`, "", ""),
    name_servers: (subject) =>
      ["com", "net", "org", "co.uk"].map(
        (top, index) => `ns-${subject.digits(3, top)}${index}.awsdns-00.${top}`,
      ),
    primary_name_server: (subject) => `ns-${subject.digits(3, "com")}0.awsdns-00.com`,
  },
  aws_route53_record: {
    id: (subject) => `${subject.text("zone_id")}_${subject.text("name")}_${subject.text("type")}`,
    fqdn: (subject) => subject.text("name").replace(/\.$/, ""),
  },
  aws_sns_topic: {
    name: prefixedName,
    arn: (subject) => subject.arn("sns", subject.text("name")),
    id: (subject) => subject.text("arn"),
  },
  aws_sqs_queue: {
    name: prefixedName,
    id: (subject) =>
      `https://sqs.${subject.region}.amazonaws.com/${subject.accountId}/${subject.text("name")}`,
    url: (subject) => subject.text("id"),
    arn: (subject) => subject.arn("sqs", subject.text("name")),
  },
  aws_dynamodb_table: {
    id: byName,
    arn: (subject) => subject.arn("dynamodb", `table/${subject.text("name")}`),
  },
  aws_ecr_repository: {
    id: byName,
    arn: (subject) => subject.arn("ecr", `repository/${subject.text("name")}`),
    registry_id: (subject) => subject.accountId,
    repository_url: (subject) =>
      `${subject.accountId}.dkr.ecr.${subject.region}.amazonaws.com/${subject.text("name")}`,
  },
  aws_ecs_cluster: {
    arn: (subject) => subject.arn("ecs", `cluster/${subject.text("name")}`),
    id: (subject) => subject.text("arn"),
  },
  aws_lambda_function: {
    id: (subject) => subject.text("function_name"),
    arn: (subject) => subject.arn("lambda", `function:${subject.text("function_name")}`),
    version: () => "$LATEST",
  },
  aws_secretsmanager_secret: {
    name: prefixedName,
    arn: (subject) => subject.arn("secretsmanager", `secret:${subject.text("name")}-${subject.base32(6)}`),
    id: (subject) => subject.text("arn"),
  },
  aws_codebuild_project: {
    arn: (subject) => subject.arn("codebuild", `project/${subject.text("name")}`),
    id: (subject) => subject.text("arn"),
  },
};
