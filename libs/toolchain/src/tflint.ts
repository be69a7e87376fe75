import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type ToolFinding } from "./finding";
import { plainEnvironment } from "./plain-environment";
import { run } from "./run";
import { withoutAwsRuleSet } from "./tflint-config";
import { parseTflint } from "./tflint-output";
import { type Tool } from "./tool";
import { assertEnded } from "./tool-error";

export interface TflintRequest {
  readonly tool: Tool;
  /** The folder to lint; files of findings are relative to it. Absolute. */
  readonly directory: string;
  /** The committed `.tflint.hcl`. Absolute. */
  readonly config: string;
  /**
   * The plugin folder that holds the AWS rule set, from {@link findAwsRuleSet}.
   *
   * @default - the AWS rules are left out, only tflint's own terraform rules are checked
   */
  readonly pluginDirectory?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** @default 120000 */
  readonly timeoutMs?: number;
}

/**
 * Lint one folder.
 *
 * @throws ToolError if tflint did not do its work, InterruptedError if `signal` is aborted
 */
export async function runTflint(request: TflintRequest): Promise<ToolFinding[]> {
  const { tool, directory, pluginDirectory, env, signal, timeoutMs = 120_000 } = request;
  const folder = await mkdtemp(join(tmpdir(), "tagform-tflint-"));
  try {
    const config = join(folder, "tflint.hcl");
    const committed = await readFile(request.config, "utf8");
    await writeFile(config, pluginDirectory === undefined ? withoutAwsRuleSet(committed) : committed);
    const plugins = pluginDirectory === undefined ? {} : { TFLINT_PLUGIN_DIR: pluginDirectory };
    const result = await run(tool.path, ["--config", config, "--format", "json", "--no-color"], {
      cwd: directory,
      env: plainEnvironment(env, plugins),
      timeoutMs,
      ownGroup: true,
      ...(signal === undefined ? {} : { signal }),
    });
    assertEnded("tflint", result);
    return parseTflint(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
