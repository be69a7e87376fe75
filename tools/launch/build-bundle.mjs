import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { PROGRAM, TABLE } from "./load-bundle.mjs";
import { groupsOf } from "./package-groups.mjs";
import { linkOrCopy } from "./shared-bundles.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

/** What the files of packages were made of. */
const CONTENT = "packages.json";

/** Stays a package that is loaded from where it is installed: it starts a program of its own. */
const NOT_BUNDLED = ["esbuild"];

const settings = (root) => ({
  absWorkingDir: root,
  tsconfig: join(root, "tsconfig.base.json"),
  bundle: true,
  platform: "node",
  target: "node20",
  // Compiled code of CommonJS can be kept, that of ES modules cannot.
  format: "cjs",
  // Packages that have ES modules, too, load faster from those.
  mainFields: ["module", "main"],
  // So that packages that are imported late are asked for like all others. Nor can code that V8 kept import: Node.js 20
  // answers "a dynamic import callback was not specified", also to packages that import Node.js's own modules late.
  supported: { "dynamic-import": false },
  // `load-bundle.mjs` calls it.
  banner: { js: "(function (module, exports, require, __filename, __dirname) {" },
  footer: { js: "})" },
  metafile: true,
  logLevel: "error",
});

/**
 * Bundles a program: its own sources into one file, always anew, and the packages that they import into others, which is
 * most of the work: those are taken from the bundle of before when the same ones are imported and installed.
 *
 * Packages that share modules share a file, all others have one of their own: a command reads only what it imports, and
 * V8's code of it does not grow with what other commands import.
 *
 * @param {typeof import("esbuild")} esbuild
 * @param {object} request
 * @param {string} request.root the tree
 * @param {string} request.entry absolute path of the program's first file
 * @param {string} request.outdir gets the bundle
 * @param {string | undefined} request.before folder of the bundle of before
 * @returns {Promise<string[]>} what it was made of, relative to the tree
 */
export async function buildBundle(esbuild, { root, entry, outdir, before }) {
  const { metafile } = await esbuild.build({
    ...settings(root),
    entryPoints: [entry],
    outfile: join(outdir, PROGRAM),
    packages: "external",
    // Read only when something is reported at a line of the sources; Node.js itself does not load them.
    sourcemap: "linked",
    sourcesContent: false,
  });
  const packages = importedPackages(metafile);
  const key = keyOf(root, packages);
  const inputs = takeOver(before, outdir, key) ?? (await bundlePackages(esbuild, root, packages, outdir));
  writeFileSync(join(outdir, CONTENT), JSON.stringify({ key, inputs }));
  return [...Object.keys(metafile.inputs), ...inputs];
}

/** As the sources name them, `cdktf/lib/tokens` too. */
function importedPackages({ inputs }) {
  const imports = Object.values(inputs).flatMap((input) => input.imports);
  const names = imports.filter(({ external, path }) => external && !isBuiltin(path)).map(({ path }) => path);
  return [...new Set(names)].filter((name) => !NOT_BUNDLED.includes(name)).sort();
}

async function bundlePackages(esbuild, root, packages, outdir) {
  const build = (names, more) =>
    esbuild.build({
      ...settings(root),
      stdin: { contents: tableOf(names), resolveDir: root },
      external: NOT_BUNDLED,
      ...more,
    });
  const { metafile } = await build(packages, { outfile: join(outdir, PROGRAM), write: false });
  const table = await Promise.all(
    groupsOf(metafile.inputs, "<stdin>").map(async (names) => {
      const { outputFiles } = await build(names, { outfile: join(outdir, PROGRAM), write: false });
      const [{ contents }] = outputFiles;
      // By its content, so that code which V8 kept of it is found by whoever has the same.
      const file = `packages-${createHash("sha256").update(contents).digest("hex").slice(0, 32)}.cjs`;
      writeFileSync(join(outdir, file), contents);
      return names.map((name) => [name, file]);
    }),
  );
  writeFileSync(join(outdir, TABLE), JSON.stringify(Object.fromEntries(table.flat())));
  return Object.keys(metafile.inputs);
}

/** Each package is loaded when it is asked for. */
function tableOf(names) {
  const lines = names.map((name) => JSON.stringify(name)).map((name) => `${name}: () => require(${name}),`);
  return `module.exports = {\n${lines.join("\n")}\n};`;
}

/** Of everything that decides about the files of packages; undefined where npm has installed none. */
function keyOf(root, packages) {
  try {
    // Packages change only by an install, which rewrites this one file.
    const { mtimeMs, size, ino } = statSync(join(root, "node_modules/.package-lock.json"));
    const launcher = readdirSync(HERE).filter((name) => name.endsWith(".mjs"));
    const files = [...launcher.sort().map((name) => join(HERE, name)), join(root, "tsconfig.base.json")];
    const texts = files.map((file) => readFileSync(file, "utf8"));
    const all = JSON.stringify([mtimeMs, size, ino, packages, texts]);
    return createHash("sha256").update(all).digest("hex");
  } catch {
    return undefined;
  }
}

function takeOver(before, outdir, key) {
  if (before === undefined || key === undefined) return undefined;
  try {
    const content = JSON.parse(readFileSync(join(before, CONTENT), "utf8"));
    if (content.key !== key) return undefined;
    const table = readFileSync(join(before, TABLE), "utf8");
    for (const file of new Set(Object.values(JSON.parse(table)))) {
      linkOrCopy(join(before, file), join(outdir, file));
    }
    writeFileSync(join(outdir, TABLE), table);
    return content.inputs;
  } catch {
    return undefined;
  }
}
