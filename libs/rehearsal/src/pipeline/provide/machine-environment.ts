import { devNull } from "node:os";

/** Of the ambient environment, what a build may know: where programs are, and the way to package registries. */
const KEPT = /^(PATH|HOME|TMPDIR|LANG|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS)$/i;

/** The environment that each build begins with; nothing of AWS is in it. */
export function machineEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => KEPT.test(name));
  return { ...Object.fromEntries(kept), AWS_CONFIG_FILE: devNull, NX_DAEMON: "false" };
}
