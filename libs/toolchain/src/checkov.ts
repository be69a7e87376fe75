import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type CheckovReport, parseCheckov } from "./checkov-output";
import { plainEnvironment } from "./plain-environment";
import { run } from "./run";
import { type Tool } from "./tool";
import { assertEnded, ToolError } from "./tool-error";

export interface CheckovRequest {
  readonly tool: Tool;
  /** The folder to scan; files of findings are relative to it. Absolute. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** @default 300000 */
  readonly timeoutMs?: number;
}

const OPTIONS = [
  ["--framework", "terraform"],
  ["--output", "json"],
  ["--compact"],
  // Neither policies nor modules nor a newer version are asked for on the network.
  ["--skip-download"],
  ["--download-external-modules", "false"],
];

const ENVIRONMENT = { CKV_SKIP_PACKAGE_UPDATE_CHECK: "true", LOG_LEVEL: "ERROR", PYTHONUTF8: "1" };

/**
 * Scan the HCL of one folder, without the network and without anybody's personal checkov settings.
 *
 * @throws ToolError if checkov did not do its work, InterruptedError if `signal` is aborted
 */
export async function runCheckov(request: CheckovRequest): Promise<CheckovReport> {
  const { tool, directory, env, signal, timeoutMs = 300_000 } = request;
  await assertNoSettings(directory);
  // checkov reads .checkov.yaml from the home and the working folder, too: both are an empty one.
  const home = await mkdtemp(join(tmpdir(), "tagform-checkov-"));
  try {
    const result = await run(tool.path, ["--directory", directory, ...OPTIONS.flat()], {
      cwd: home,
      env: plainEnvironment(env, { ...ENVIRONMENT, HOME: home }),
      timeoutMs,
      ownGroup: true,
      ...(signal === undefined ? {} : { signal }),
    });
    assertEnded("checkov", result);
    return parseCheckov(result);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function assertNoSettings(directory: string): Promise<void> {
  const settings = (await readdir(directory)).find((name) => /^\.checkov\.ya?ml$/.test(name));
  if (settings === undefined) return;
  throw new ToolError(
    `${join(directory, settings)} would change what checkov checks: remove it, and accept findings in the code`,
  );
}
