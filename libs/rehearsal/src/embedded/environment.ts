import { devNull } from "node:os";

import { loopbackEndpoint } from "./loopback";

/** Shaped like an access key, and obviously none. */
export const FAKE_ACCESS_KEY = "REHEARSALNOTREAL0000";
const FAKE_SECRET = "rehearsal-not-a-secret";

/** Where calls go that name no Region; every configuration and every call of ours names its own. */
const HOME_REGION = "us-east-1";

/**
 * The variables with which AWS programs talk to the embedded AWS at `endpoint`, and to nothing else.
 *
 * They are to be added to {@link withoutAws} of an environment: variables that are not named here, as
 * `AWS_PROFILE` or `AWS_ENDPOINT_URL_S3`, would lead elsewhere.
 *
 * @throws RefusedError if `endpoint` is not loopback
 */
export function embeddedEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: loopbackEndpoint(endpoint),
    AWS_ACCESS_KEY_ID: FAKE_ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: FAKE_SECRET,
    AWS_REGION: HOME_REGION,
    AWS_DEFAULT_REGION: HOME_REGION,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

/** An environment without what names, reaches or identifies someone to the real AWS. */
export function withoutAws(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^AWS_/i.test(name)));
}
