import { isRegion, REGIONS } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type CtyObject, isObject, objectsOf, textMapOf, textOf, textsOf } from "../cty/cty-value";
import { loopbackUrl } from "./loopback";
import { type AssumeRole, type Caller, type Credentials, StsClient } from "./sts-client";

/** What a configured provider knows about the account and Region it plays. */
export interface Session {
  readonly region: string;
  readonly partition: string;
  readonly caller: Caller;
  /** The provider's `default_tags`; values may be unknown while planning. */
  readonly defaultTags: CtyObject;
}

/**
 * Configures the provider: finds the loopback endpoint, assumes the role there and checks the account.
 *
 * @throws UserError when the endpoint, the Region or the account is refused.
 */
export async function openSession(
  config: CtyObject,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Session> {
  const endpoint = stsEndpoint(config, environment);
  const region =
    textOf(config["region"]) ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "";
  if (region === "") {
    throw new UserError('no Region: set "region" of the provider, or AWS_REGION');
  }
  const sts = new StsClient(endpoint, region);
  let credentials: Credentials = {
    accessKeyId: textOf(config["access_key"]) ?? environment["AWS_ACCESS_KEY_ID"] ?? "rehearsal",
  };
  for (const role of rolesOf(config)) credentials = await sts.assumeRole(credentials, role);
  const caller = await sts.callerIdentity(credentials);
  checkAccount(config, caller);
  const [tags] = objectsOf(config["default_tags"]);
  return {
    region,
    partition: isRegion(region) ? REGIONS[region].partition : "aws",
    caller,
    defaultTags: isObject(tags?.["tags"]) ? tags["tags"] : {},
  };
}

function stsEndpoint(config: CtyObject, environment: Readonly<Record<string, string | undefined>>): URL {
  const endpoints = new Map<string, URL>();
  for (const block of objectsOf(config["endpoints"])) {
    for (const [service, text] of Object.entries(textMapOf(block))) {
      if (text !== "") endpoints.set(service, loopbackUrl(`endpoint of ${service}`, text));
    }
  }
  for (const name of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"]) {
    const text = environment[name];
    if (text !== undefined && text !== "") endpoints.set(name, loopbackUrl(name, text));
  }
  const endpoint =
    endpoints.get("sts") ?? endpoints.get("AWS_ENDPOINT_URL_STS") ?? endpoints.get("AWS_ENDPOINT_URL");
  if (endpoint === undefined) {
    throw new UserError(
      "no AWS endpoint is set, and real AWS is refused\n" +
        "Set AWS_ENDPOINT_URL to an embedded AWS on this machine, for example http://127.0.0.1:5000.",
    );
  }
  return endpoint;
}

function rolesOf(config: CtyObject): AssumeRole[] {
  return objectsOf(config["assume_role"]).flatMap((role) => {
    const roleArn = textOf(role["role_arn"]);
    if (roleArn === undefined || roleArn === "") return [];
    const externalId = textOf(role["external_id"]);
    return [
      {
        roleArn,
        sessionName: textOf(role["session_name"]) ?? "tagform-rehearsal",
        tags: textMapOf(role["tags"]),
        ...(externalId === undefined ? {} : { externalId }),
      },
    ];
  });
}

function checkAccount(config: CtyObject, { accountId, arn }: Caller): void {
  const allowed = textsOf(config["allowed_account_ids"]);
  if (allowed.length > 0 && !allowed.includes(accountId)) {
    throw new UserError(
      `AWS account ID not allowed: ${accountId}\n` +
        `The caller is ${arn}; allowed_account_ids has only ${allowed.join(", ")}.`,
    );
  }
  if (textsOf(config["forbidden_account_ids"]).includes(accountId)) {
    throw new UserError(`AWS account ID not allowed: ${accountId}\nforbidden_account_ids names it.`);
  }
}
