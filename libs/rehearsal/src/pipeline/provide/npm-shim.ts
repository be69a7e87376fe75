import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

/**
 * `npm ci` of a tree whose packages are linked already, checked against the same lock file; everything else is npm's own
 * work. Installing them anew for each build would take minutes.
 */
const SHIM = `
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { delimiter, join } = require("node:path");
const { spawnSync } = require("node:child_process");
const words = process.argv.slice(2);
const at = words.indexOf("--prefix");
const tree = at < 0 ? "." : words[at + 1];
const read = (file) => { try { return readFileSync(join(tree, file)); } catch { return undefined; } };
const lock = read("package-lock.json");
const linked = String(read("node_modules/.tagform-lock")).trim();
if (words[0] === "ci" && lock && createHash("sha256").update(lock).digest("hex") === linked) {
  console.log("npm ci: the packages of package-lock.json are those of this machine, linked");
} else {
  const path = process.env.PATH.split(delimiter).filter((each) => each !== __dirname).join(delimiter);
  const { status } = spawnSync("npm", words, { stdio: "inherit", env: { ...process.env, PATH: path } });
  process.exitCode = status ?? 1;
}
`;

/** Makes the folder with this `npm`. Returns the PATH that begins with it. */
export async function pathWithNpm(directory: string, node: string, path: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "npm"), `#!${node}\n${SHIM.trim()}\n`, { mode: 0o755 });
  return [directory, path].join(delimiter);
}
