import { type Invention, type Inventions } from "./result";

const CREATED = "2025-01-01T00:00:00Z";

const prefixedName: Invention = (subject) =>
  `${subject.text("name_prefix", "terraform-")}${subject.digits(26, "name")}`;
const byName: Invention = (subject) => subject.text("name");

/** An IAM entity: the kind in its ARN, and the first letters of its unique id. */
const entity = (kind: string, letters: string): Inventions => ({
  name: prefixedName,
  id: byName,
  path: () => "/",
  arn: (subject) => subject.arn("iam", `${kind}${subject.text("path", "/")}${subject.text("name")}`, ""),
  unique_id: (subject) => `${letters}${subject.base32(17)}`,
  create_date: () => CREATED,
});

const attachment =
  (entityName: string): Invention =>
  (subject) =>
    `${subject.text(entityName)}-${subject.digits(26)}`;

const inlinePolicy = (entityName: string): Inventions => ({
  name: prefixedName,
  id: (subject) => `${subject.text(entityName)}:${subject.text("name")}`,
});

export const IDENTITY: Readonly<Record<string, Inventions>> = {
  aws_iam_role: entity("role", "AROA"),
  aws_iam_user: entity("user", "AIDA"),
  aws_iam_group: entity("group", "AGPA"),
  aws_iam_instance_profile: entity("instance-profile", "AIPA"),
  aws_iam_policy: {
    ...entity("policy", "ANPA"),
    id: (subject) =>
      subject.text("arn") ||
      subject.arn("iam", `policy${subject.text("path", "/")}${subject.text("name")}`, ""),
    policy_id: (subject) => `ANPA${subject.base32(17)}`,
    attachment_count: () => 0,
  },
  aws_iam_role_policy: inlinePolicy("role"),
  aws_iam_user_policy: inlinePolicy("user"),
  aws_iam_group_policy: inlinePolicy("group"),
  aws_iam_role_policy_attachment: { id: attachment("role") },
  aws_iam_user_policy_attachment: { id: attachment("user") },
  aws_iam_service_linked_role: {
    name: (subject) => `AWSServiceRoleFor${subject.text("aws_service_name").split(".")[0] ?? ""}`,
    path: (subject) => `/aws-service-role/${subject.text("aws_service_name")}/`,
    arn: (subject) => subject.arn("iam", `role${subject.text("path")}${subject.text("name")}`, ""),
    id: (subject) => subject.text("arn"),
    create_date: () => CREATED,
  },
  aws_iam_openid_connect_provider: {
    arn: (subject) => subject.arn("iam", `oidc-provider/${subject.text("url").replace("https://", "")}`, ""),
    id: (subject) => subject.text("arn"),
  },
  aws_kms_key: {
    key_id: (subject) => subject.uuid(),
    id: (subject) => subject.text("key_id"),
    arn: (subject) => subject.arn("kms", `key/${subject.text("key_id")}`),
    rotation_period_in_days: () => 365,
    multi_region: () => false,
    policy: (subject) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Enable IAM User Permissions",
            Effect: "Allow",
            Principal: { AWS: subject.arn("iam", "root", "") },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      }),
  },
  aws_kms_alias: {
    name: (subject) => `${subject.text("name_prefix", "alias/")}${subject.digits(26, "name")}`,
    id: byName,
    arn: (subject) => subject.arn("kms", subject.text("name")),
    target_key_arn: (subject) => {
      const key = subject.text("target_key_id");
      return key.startsWith("arn:") ? key : subject.arn("kms", `key/${key}`);
    },
  },
  aws_acm_certificate: {
    arn: (subject) => subject.arn("acm", `certificate/${subject.uuid()}`),
    id: (subject) => subject.text("arn"),
    status: () => "PENDING_VALIDATION",
    key_algorithm: () => "RSA_2048",
    domain_validation_options: (subject) => [
      {
        domain_name: subject.text("domain_name"),
        resource_record_name: `_${subject.hex(32, "record")}.${subject.text("domain_name")}.`,
        resource_record_type: "CNAME",
        resource_record_value: `_${subject.hex(32, "value")}.acm-validations.aws.`,
      },
    ],
  },
};
