import { type Cloud } from "./cloud";

/** Of the ambient environment, what a process that talks to an embedded AWS may know. */
const HARMLESS = /^(PATH|HOME|USER|LOGNAME|TMPDIR|LANG|LC_[A-Z]+|TZ|TF_\w+|SSL_CERT_(FILE|DIR))$/;

/**
 * Environment of processes that talk to the cloud.
 *
 * The real AWS gets the ambient environment, with the cloud's variables over it. An embedded AWS gets none of the
 * ambient credentials, profiles and proxies: not even by accident can a rehearsal use them.
 */
export function cloudEnvironment(
  cloud: Cloud,
  ambient: Readonly<Record<string, string>>,
): Record<string, string> {
  if (cloud.kind === "aws") return { ...ambient, ...cloud.environment };
  const harmless = Object.entries(ambient).filter(([name]) => HARMLESS.test(name));
  return {
    ...Object.fromEntries(harmless),
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    NO_PROXY: "127.0.0.1,localhost,::1",
    ...cloud.environment,
  };
}
