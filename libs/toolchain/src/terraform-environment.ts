import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type ProviderSource } from "./provider-source";

export interface TerraformEnvironmentRequest {
  /** The ambient environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables that are added last. */
  readonly additions?: Readonly<Record<string, string>>;
  readonly provider: ProviderSource;
  /** Folder for the CLI configuration file; not one that holds configuration. */
  readonly folder: string;
}

/** Ambient settings that may pass: logs, and with the registry how to reach it. */
const MAY_PASS = /^TF_LOG(_|$)/;
const MAY_PASS_WITH_REGISTRY =
  /^(TF_LOG(_|$)|TF_CLI_CONFIG_FILE$|TF_PLUGIN_CACHE_DIR$|TF_TOKEN_|TF_REGISTRY_)/;

/**
 * The whole environment of a terraform process.
 *
 * Ambient `TF_*` variables would change what runs (`TF_CLI_ARGS_apply`, `TF_WORKSPACE`, `TF_VAR_...`) and are
 * dropped. Unless the provider comes from the registry, a CLI configuration file of our own replaces the
 * user's, so that neither `~/.terraformrc` nor the registry has a say.
 */
export async function terraformEnvironment(
  request: TerraformEnvironmentRequest,
): Promise<Record<string, string>> {
  const { env, additions = {}, provider } = request;
  const allowed = provider.kind === "registry" ? MAY_PASS_WITH_REGISTRY : MAY_PASS;
  const ambient = Object.entries(env).filter(([name]) => !name.startsWith("TF_") || allowed.test(name));
  return {
    ...Object.fromEntries(ambient),
    ...(await configurationFile(request)),
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    ...additions,
  };
}

async function configurationFile({
  provider,
  folder,
}: TerraformEnvironmentRequest): Promise<Record<string, string>> {
  if (provider.kind === "registry") return {};
  const file = join(folder, "terraform.tfrc");
  // The CLI configuration knows JSON's escapes and, unlike HCL 2, no templates.
  const path = JSON.stringify(provider.directory);
  const text = `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.partial`, text);
  await rename(`${file}.partial`, file);
  return { TF_CLI_CONFIG_FILE: file };
}
