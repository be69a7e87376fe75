/**
 * Block schemas of what stands beside AWS in many programs, in the notation of `parseBlockSchema`:
 * Terraform's own types and HashiCorp's small providers.
 */
export const COMMON_PROVIDERS = {
  provider: {
    archive: "",
    cloudinit: "",
    external: "",
    http: "",
    local: "",
    null: "",
    random: "",
    terraform: "",
    time: "",
    tls: "proxy",
  },
  resource: {
    archive_file: "source",
    cloudinit_config: "part",
    local_file: "",
    local_sensitive_file: "",
    null_resource: "triggers=",
    random_bytes: "keepers=",
    random_id: "keepers=",
    random_integer: "keepers=",
    random_password: "keepers=",
    random_pet: "keepers=",
    random_shuffle: "keepers=",
    random_string: "keepers=",
    random_uuid: "keepers=",
    terraform_data: "input= triggers_replace=",
    time_offset: "triggers=",
    time_rotating: "triggers=",
    time_sleep: "triggers=",
    time_static: "triggers=",
    tls_cert_request: "subject",
    tls_locally_signed_cert: "",
    tls_private_key: "",
    tls_self_signed_cert: "subject",
  },
  data: {
    archive_file: "source",
    cloudinit_config: "part",
    external: "query=",
    http: "request_headers= retry",
    local_file: "",
    local_sensitive_file: "",
    terraform_remote_state: "config= defaults=",
    tls_certificate: "",
    tls_public_key: "",
  },
} as const;

/** The bindings know no ephemeral resources: these are the AWS provider's. */
export const EPHEMERAL = {
  aws_cognito_identity_openid_token_for_developer_identity: "logins=",
  aws_ecr_authorization_token: "",
  aws_eks_cluster_auth: "",
  aws_kms_secrets: "secret{context=}",
  aws_lambda_invocation: "",
  aws_secretsmanager_random_password: "",
  aws_secretsmanager_secret_version: "",
  aws_ssm_parameter: "",
  random_password: "",
} as const;
