import { type Cloud } from "@tagform/steps";
import { type ProviderSource } from "@tagform/toolchain";

import { type EmbeddedAws } from "./embedded/embedded-aws";

/** The file that is laid beside the synthesized configuration. */
const OVERRIDE_FILE = "rehearsal_override.tf";

/**
 * What the steps must know to talk to an embedded AWS: variables, backend settings, provider, override file.
 *
 * Terraform's S3 backend needs only bucket names in the path. The AWS provider needs the same, and the
 * embedded AWS as its proxy: for S3 Control it puts the account id before the host's name, and no resolver
 * knows `111122223333.127.0.0.1`. As proxy for HTTPS, too, the embedded AWS gets (and refuses) every call
 * that would leave this machine. Few retries, because what moto cannot do it cannot do the second time.
 */
export function cloudFor(
  embedded: Pick<EmbeddedAws, "endpoint" | "environment">,
  provider: ProviderSource,
): Cloud {
  return {
    kind: "embedded",
    environment: embedded.environment,
    backendConfig: { use_path_style: "true" },
    provider,
    overrides: provider.kind === "rehearsal" ? {} : { [OVERRIDE_FILE]: overrideFor(embedded.endpoint) },
  };
}

function overrideFor(endpoint: string): string {
  const settings = {
    s3_use_path_style: "true",
    http_proxy: JSON.stringify(endpoint),
    https_proxy: JSON.stringify(endpoint),
    no_proxy: JSON.stringify(new URL(endpoint).hostname),
    max_retries: "4",
  };
  const width = Math.max(...Object.keys(settings).map((name) => name.length));
  const lines = Object.entries(settings).map(([name, value]) => `  ${name.padEnd(width)} = ${value}`);
  return `provider "aws" {\n${lines.join("\n")}\n}\n`;
}
