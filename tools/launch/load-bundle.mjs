import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { constants, Script } from "node:vm";
import { threadId } from "node:worker_threads";

/** The files of a bundle. */
export const PROGRAM = "program.cjs";
export const PACKAGES = "packages.cjs";

const codeOf = (file) => `${file}.code`;

/** Names of the packages whose code was kept. */
const COMPILED = "compiled.json";

/** What V8 compiled of the packages, and of which. */
export const CODE_OF_PACKAGES = [codeOf(PACKAGES), COMPILED];

/**
 * Runs the program of a bundle. Functions that it calls are compiled once: V8's code of them is kept when the process
 * ends, for the next start. Without it, or if another release of Node.js wrote it, they are compiled again.
 *
 * @param {string} folder of the bundle
 * @returns {Record<string, unknown>} what the program exports
 */
export function loadBundle(folder) {
  const packages = compile(join(folder, PACKAGES));
  const program = compile(join(folder, PROGRAM));
  const compiled = new Set(packages.isKept ? readCompiled(folder) : []);
  const imported = new Set();
  process.once("exit", () => {
    const isNew = [...imported].some((name) => !compiled.has(name));
    if (isNew || !program.isKept) keepCode(program);
    if (!isNew) return;
    keepCode(packages);
    replace(join(folder, COMPILED), JSON.stringify([...new Set([...compiled, ...imported])].sort()));
  });
  const table = run(packages, createRequire(packages.file));
  return run(program, requireFrom(table, imported, createRequire(program.file)));
}

/** Packages run when they are imported first; what is none of the bundle's is Node.js's own. */
function requireFrom(table, imported, otherwise) {
  return (name) => {
    if (!Object.hasOwn(table, name)) return otherwise(name);
    imported.add(name);
    return table[name]();
  };
}

function compile(file) {
  const cachedData = readCode(codeOf(file));
  // esbuild writes ASCII.
  const script = new Script(readFileSync(file, "latin1"), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  return { file, script, isKept: cachedData !== undefined && script.cachedDataRejected === false };
}

function run({ file, script }, require) {
  const module = { exports: {} };
  script.runInThisContext()(module, module.exports, require, file, dirname(file));
  return module.exports;
}

function readCode(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function readCompiled(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, COMPILED), "utf8"));
  } catch {
    return [];
  }
}

const keepCode = ({ file, script }) => replace(codeOf(file), script.createCachedData());

/** Others read it at the same time, and bundles share it by links. */
function replace(file, content) {
  try {
    const temporary = `${file}.${process.pid}.${threadId}`;
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch {
    // The folder cannot be written to or is gone: the next start takes longer, and nothing else changes.
  }
}
