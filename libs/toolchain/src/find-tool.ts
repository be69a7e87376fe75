import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

import { readVersion } from "./read-version";
import { type MissingTool, type Tool, type ToolName, type ToolPlace } from "./tool";
import { type Candidate, TOOL_RULES } from "./tool-rules";

interface Folder {
  readonly directory: string;
  readonly origin: Tool["origin"];
}

/**
 * Find a tool in `<root>/.tagform/bin`, `<root>/.tagform/venv/bin` and on the PATH, in this order.
 *
 * The first program whose version will do is taken. If there is none, the problem says what was found instead.
 */
export async function findTool(name: ToolName, where: ToolPlace): Promise<Tool | MissingTool> {
  const { candidates, remedy } = TOOL_RULES[name];
  const refused: string[] = [];
  for (const candidate of candidates) {
    for (const folder of foldersOf(where)) {
      const path = join(folder.directory, candidate.file);
      if (!(await isExecutable(path))) continue;
      const judged = await judge(name, candidate, path, where);
      if (typeof judged === "string") refused.push(judged);
      else return { name, product: candidate.file, path, version: judged.version, origin: folder.origin };
    }
  }
  return { name, problem: refused.length === 0 ? notFound(candidates) : refused.join("; "), remedy };
}

/** {@link findTool} for several tools at once. */
export async function findTools<N extends ToolName>(
  names: readonly N[],
  where: ToolPlace,
): Promise<Record<N, Tool | MissingTool>> {
  const found = await Promise.all(names.map(async (name) => [name, await findTool(name, where)] as const));
  return Object.fromEntries(found) as Record<N, Tool | MissingTool>;
}

/** The version if it will do, else why not. */
async function judge(
  name: ToolName,
  candidate: Candidate,
  path: string,
  where: ToolPlace,
): Promise<{ readonly version: string } | string> {
  const version = await readVersion(TOOL_RULES[name].version, path, where);
  if (version === undefined) return `${path} does not tell its version`;
  const objection = candidate.objection(version);
  return objection === undefined ? { version } : `${candidate.file} ${version} at ${path} ${objection}`;
}

function foldersOf({ root, path }: ToolPlace): Folder[] {
  const own = [join(root, ".tagform", "bin"), join(root, ".tagform", "venv", "bin")];
  // A relative entry would make the result depend on the working directory.
  const others = path
    .split(delimiter)
    .filter((directory) => isAbsolute(directory) && !own.includes(directory));
  return [
    ...own.map((directory) => ({ directory, origin: "checkout" as const })),
    ...others.map((directory) => ({ directory, origin: "path" as const })),
  ];
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function notFound(candidates: readonly Candidate[]): string {
  return `not found: looked for ${candidates.map(({ file }) => file).join(", ")} in .tagform and on the PATH`;
}
