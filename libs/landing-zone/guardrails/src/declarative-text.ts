import type { DeclarativePolicy } from "./declarative-policy";

/**
 * A declarative policy as AWS reads it; every value is assigned, so that one attached below overrides it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
export function declarativeText(policy: DeclarativePolicy): string {
  const { instanceMetadataDefaults: metadata, vpcBlockPublicAccess: vpc } = policy;
  const attributes = {
    exception_message: assign(policy.exceptionMessage),
    image_block_public_access: { state: assign(policy.imageBlockPublicAccess) },
    instance_metadata_defaults: {
      http_endpoint: assign(metadata?.httpEndpoint),
      http_put_response_hop_limit: assign(metadata?.httpPutResponseHopLimit),
      http_tokens: assign(metadata?.httpTokens),
      instance_metadata_tags: assign(metadata?.instanceMetadataTags),
    },
    serial_console_access: { status: assign(policy.serialConsoleAccess) },
    snapshot_block_public_access: { state: assign(policy.snapshotBlockPublicAccess) },
    vpc_block_public_access: {
      internet_gateway_block: {
        exclusions_allowed: assign(vpc && (vpc.exclusionsAllowed ? "enabled" : "disabled")),
        mode: assign(vpc?.mode),
      },
    },
  };
  return JSON.stringify({ ec2_attributes: said(attributes) });
}

const assign = (value: string | number | undefined) =>
  value === undefined ? undefined : { "@@assign": String(value) };

/** Without what the policy does not speak of. */
function said(value: object): object | undefined {
  const entries = Object.entries(value)
    .map(([key, part]): [string, unknown] => [key, typeof part === "object" ? said(part as object) : part])
    .filter(([, part]) => part !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
