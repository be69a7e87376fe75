import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

import { buildBundle } from "./build-bundle.mjs";
import { loadBundle } from "./load-bundle.mjs";
import { SharedBundles } from "./shared-bundles.mjs";

/** The checkout that this file belongs to. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const MINIMUM_NODE = [20, 19];

/** How long the bundles of before stay. */
const KEPT_MS = 2 * 60 * 60 * 1000;

/** Files with V8's code of packages that stay: each program has about a dozen. */
const KEPT_CODE = 60;

/** What decides about a bundle besides the sources in it. */
const SETTINGS = [
  "tsconfig.base.json",
  "package-lock.json",
  "tools/launch/launch.mjs",
  "tools/launch/build-bundle.mjs",
  "tools/launch/load-bundle.mjs",
  "tools/launch/package-groups.mjs",
  "tools/launch/shared-bundles.mjs",
  "tools/launch/share-bundle.mjs",
];

/**
 * Imports a TypeScript program, bundled. The bundle is made anew when any of its sources changed since, so that
 * an edited file is always seen; an unchanged one costs a `stat` per source.
 *
 * @param {string} entry absolute path of the program's first file
 * @returns {Promise<Record<string, unknown>>} what the program exports
 */
export async function launch(entry) {
  assertNode();
  optimizeLater();
  keepBytecode();
  const folder = join(ROOT, ".tagform/build", nameOf(entry));
  // Several may start at once: each runs the generation that it found fresh or made itself.
  const generation = freshGeneration(folder) ?? (await makeGeneration(entry, folder));
  return loadBundle(join(folder, generation), codeFolder());
}

function assertNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`tagform needs Node >= ${MINIMUM_NODE.join(".")}, this is ${process.versions.node}`);
  process.exit(1);
}

/**
 * V8 compiles what ran a while into fast code. Most commands are over before that pays, and what it compiles that early
 * is thrown away when other objects come along: ten cells to HCL take a quarter longer.
 */
function optimizeLater() {
  // As measured; how V8 counts is its own affair, and another one may not know the flag.
  if (process.versions.v8.startsWith("11.3.")) setFlagsFromString("--interrupt-budget=300000");
}

/**
 * V8 forgets what it compiled of functions that did not run for a while. In the code that is kept when a program ends, it
 * would be missing: after a plan of some seconds, two thirds of it.
 */
const keepBytecode = () => setFlagsFromString("--no-flush-bytecode");

const nameOf = (entry) => relative(ROOT, entry).split(sep).join("-").replace(/\.ts$/, "");

function readStamp(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "stamp.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/** The last bundle, if every file that went into it is what it was. */
function freshGeneration(folder) {
  const stamp = readStamp(folder);
  if (stamp === undefined) return undefined;
  const isFresh = Object.entries(stamp.files).every(([file, was]) => fingerprint(file) === was);
  return isFresh ? stamp.generation : undefined;
}

/** Changes with every edit, and costs no read. */
function fingerprint(file) {
  try {
    // Not joined: of hundreds of files, that takes as long as to look at them.
    const { mtimeMs, size, ino } = statSync(`${ROOT}/${file}`);
    return `${mtimeMs}/${size}/${ino}`;
  } catch {
    return "missing";
  }
}

async function makeGeneration(entry, folder) {
  const generation = createHash("sha256").update(`${Date.now()}/${process.pid}`).digest("hex").slice(0, 12);
  // Taken before the build: an edit during it makes the bundle stale, never the other way round.
  const started = Date.now();
  const shared = sharedBundles(entry);
  const key = shared?.key();
  const outdir = join(folder, generation);
  const inputs = shared?.take(key, outdir) ?? (await build(entry, folder, outdir, { shared, key }));
  writeStamp(folder, generation, inputs, started);
  removeOld(folder, generation);
  removeOldCode();
  return generation;
}

/**
 * The checkout that trees share bundles and code of packages with, whose packages they use; none in a pipeline: what it
 * runs, it has built itself from the commit.
 */
function sharingCheckout() {
  const { CI, CODEBUILD_BUILD_ID, TAGFORM_TOOL_ROOT } = process.env;
  if (CI !== undefined || CODEBUILD_BUILD_ID !== undefined) return undefined;
  return TAGFORM_TOOL_ROOT ?? ROOT;
}

function sharedBundles(entry) {
  const checkout = sharingCheckout();
  return checkout === undefined ? undefined : new SharedBundles(ROOT, checkout, nameOf(entry));
}

const codeFolder = () => join(sharingCheckout() ?? ROOT, ".tagform/code");

async function build(entry, folder, outdir, { shared, key }) {
  const esbuild = await import("esbuild").catch(() => {
    console.error(
      "tagform: its npm packages are not installed: run `npm run demo`, `npm test` or `npm ci` once",
    );
    process.exit(1);
  });
  const generation = readStamp(folder)?.generation;
  const before = generation === undefined ? undefined : join(folder, generation);
  const inputs = await bundle(esbuild, { root: ROOT, entry, outdir, before });
  if (key !== undefined) share(shared, key, outdir, inputs);
  return inputs;
}

/** In another thread, because nobody waits for it; without it the next tree is built again, which is right, too. */
function share({ root, checkout, name }, expected, source, inputs) {
  const workerData = { root, checkout, name, expected, source, inputs };
  new Worker(new URL("share-bundle.mjs", import.meta.url), { workerData }).on("error", () => undefined);
}

/** A source that does not compile has been shown by esbuild, with its place; a stack trace would hide that. */
async function bundle(esbuild, request) {
  try {
    return await buildBundle(esbuild, request);
  } catch (error) {
    if (error.errors === undefined) throw error;
    process.exit(1);
  } finally {
    // Its service would otherwise stay for as long as the program runs.
    await esbuild.stop();
  }
}

function writeStamp(folder, generation, inputs, started) {
  const own = inputs.filter((file) => !file.includes("node_modules/") && !file.startsWith("<"));
  // Packages change only by an install, which rewrites this one file.
  const files = [...SETTINGS, "node_modules/.package-lock.json", ...own];
  const stamps = Object.fromEntries(files.map((file) => [file, stampOf(file, started)]));
  const temporary = join(folder, `stamp.${generation}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(temporary, JSON.stringify({ generation, files: stamps }));
  renameSync(temporary, join(folder, "stamp.json"));
}

function stampOf(file, started) {
  try {
    const { mtimeMs } = statSync(join(ROOT, file));
    return mtimeMs >= started ? "edited during the build" : fingerprint(file);
  } catch {
    return "missing";
  }
}

/** Younger ones may be running: a program loads parts of its bundle when it needs them. */
function removeOld(folder, current) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== current && Date.now() - madeAt(path) > KEPT_MS) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** A program that misses its code compiles it again. */
function removeOldCode() {
  const folder = codeFolder();
  try {
    const files = readdirSync(folder).map((name) => join(folder, name));
    const newestFirst = files.sort((left, right) => madeAt(right) - madeAt(left));
    for (const file of newestFirst.slice(KEPT_CODE)) rmSync(file, { force: true });
  } catch {
    return;
  }
}

function madeAt(path) {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return Date.now();
  }
}
