import { cellsOf } from "@tagform/config";
import { formatCell, isEnvironmentName, parseDeploymentTag, REGIONS } from "@tagform/deployment";
import { findTool, gitEnvironment, isMissing, run } from "@tagform/toolchain";

import type { Context } from "../context";
import { loadEnvironment, loadEnvironments } from "../environments";
import type { Candidate, Sources } from "./complete";

/** A Tab must not hang. */
const GIT_TIMEOUT_MS = 2_000;
const MOST_TAGS = 200;

/** Cells of the working tree's data and tags of the repository; `current` narrows what is read. */
export function checkoutSources(context: Context, current: string): Sources {
  return {
    cells: () => cellsNamedBy(current),
    tags: () => tagsNamedBy(context, current),
    regions: Object.entries(REGIONS).map(([value, { name }]) => ({ value, description: name })),
  };
}

async function cellsNamedBy(current: string): Promise<Candidate[]> {
  const [prefix = ""] = current.split("_");
  const environments = isEnvironmentName(prefix) ? [await loadEnvironment(prefix)] : await loadEnvironments();
  return environments
    .flatMap((environment) => cellsOf(environment))
    .map((cell) => ({ value: formatCell(cell), description: "cell" }));
}

async function tagsNamedBy({ root, env }: Context, current: string): Promise<Candidate[]> {
  const git = await findTool("git", { root, path: env["PATH"] ?? "" });
  if (isMissing(git)) return [];
  // A pattern of git would be read into what was typed.
  const pattern = /^[\w/.-]+$/.test(current)
    ? [`refs/tags/${current}*`, `refs/tags/${current}*/**`]
    : ["refs/tags"];
  const words = [
    "for-each-ref",
    "--sort=-creatordate",
    "--format=%(refname:strip=2)",
    `--count=${MOST_TAGS}`,
  ];
  const { exitCode, stdout } = await run(git.path, [...words, ...pattern], {
    cwd: root,
    env: gitEnvironment(env),
    timeoutMs: GIT_TIMEOUT_MS,
  });
  if (exitCode !== 0) return [];
  return stdout
    .split("\n")
    .filter(isDeploymentTag)
    .map((value) => ({ value, description: "tag" }));
}

function isDeploymentTag(text: string): boolean {
  try {
    parseDeploymentTag(text);
    return true;
  } catch {
    return false;
  }
}
