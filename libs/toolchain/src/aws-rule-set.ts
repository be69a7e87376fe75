import { access } from "node:fs/promises";
import { isAbsolute, join } from "node:path";

import { PINNED } from "./pinned";

const PLUGIN = join(
  "github.com",
  "terraform-linters",
  "tflint-ruleset-aws",
  PINNED.tflintRulesetAws,
  "tflint-ruleset-aws",
);

/** What to do where tflint's AWS rule set is missing. */
export const AWS_RULE_SET_REMEDY =
  `run tflint --init --config .tflint.hcl in the checkout, which downloads the AWS rule set ` +
  `${PINNED.tflintRulesetAws} from GitHub`;

/** Where tflint's plugins may be. */
export interface PluginPlace {
  /** The checkout, whose `.tagform/tflint.d/plugins` is searched first. Absolute. */
  readonly root: string;
  /** The ambient environment: `TFLINT_PLUGIN_DIR`, and `HOME` for `~/.tflint.d/plugins`. */
  readonly env: Readonly<Record<string, string>>;
}

/** The plugin folder that holds the pinned AWS rule set of tflint; undefined if none does. */
export async function findAwsRuleSet({ root, env }: PluginPlace): Promise<string | undefined> {
  const home = env["HOME"];
  const folders = [
    join(root, ".tagform", "tflint.d", "plugins"),
    env["TFLINT_PLUGIN_DIR"],
    home === undefined ? undefined : join(home, ".tflint.d", "plugins"),
  ];
  for (const folder of folders) {
    if (folder !== undefined && isAbsolute(folder) && (await isThere(join(folder, PLUGIN)))) return folder;
  }
  return undefined;
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
