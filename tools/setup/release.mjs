import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { SetupFailure } from "./failure.mjs";
import { replaceFile } from "./replace-file.mjs";
import { unzip } from "./unzip.mjs";

const TIMEOUT_MS = 300_000;
const ARCHITECTURES = { x64: "amd64", arm64: "arm64" };

/** What checksums.json says of a tool: version, url, sha256 per platform. */
export function releaseOf(root, tool) {
  return JSON.parse(readFileSync(join(root, "tools/setup/checksums.json"), "utf8"))[tool];
}

/**
 * Downloads a tool's release, compares its checksum with the committed one, and puts the program into
 * `.tagform/bin`.
 *
 * @param {string} root
 * @param {"terraform" | "tflint"} tool
 * @param {{ fetch?: typeof fetch, platform?: string }} [options]
 * @returns {Promise<{ path: string, version: string }>}
 * @throws {SetupFailure} saying which host cannot be reached, or what is wrong with what came
 */
export async function installRelease(
  root,
  tool,
  { fetch = globalThis.fetch, platform = platformName() } = {},
) {
  const { version, url, sha256 } = releaseOf(root, tool);
  const expected = sha256[platform];
  if (expected === undefined) {
    throw new SetupFailure(
      `no release of ${tool} is known for ${platform}, only for ${Object.keys(sha256).join(", ")}`,
    );
  }
  const archive = await download(url.replace("{platform}", platform), fetch);
  const actual = createHash("sha256").update(archive).digest("hex");
  if (actual !== expected) {
    throw new SetupFailure(
      `what ${new URL(url).host} gave for ${tool} ${version} (${platform}) has the SHA-256 ${actual}, ` +
        `expected is ${expected}: it was altered on its way, nothing was installed`,
    );
  }
  const path = join(root, ".tagform/bin", tool);
  replaceFile(path, unzip(archive, tool), 0o755);
  return { path, version };
}

function platformName() {
  return `${process.platform}_${ARCHITECTURES[process.arch] ?? process.arch}`;
}

async function download(url, fetch) {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`it answered ${response.status} for ${url}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new SetupFailure(`${host} cannot be used: ${error.cause?.message ?? error.message}`, {
      cause: error,
    });
  }
}
