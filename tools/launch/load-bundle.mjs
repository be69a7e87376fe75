import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { constants, Script } from "node:vm";
import { threadId } from "node:worker_threads";

/** The file of a bundle that starts. */
export const PROGRAM = "program.cjs";

/** Tells in which other file of the bundle each package is, by the name that it is imported by. */
export const TABLE = "table.json";

const codeOf = (file) => `${file}.code`;

/** Of the number at the end of kept code: how long the list before it is. */
const NUMBER_BYTES = 4;

/**
 * Runs the program of a bundle. Functions that it calls are compiled once: V8's code of them is kept when the process
 * ends, for the next start. Without it, or if another release of Node.js wrote it, they are compiled again.
 *
 * @param {string} folder of the bundle; gets the code of its program, which knows where it lies
 * @param {string} kept folder for the code of packages, which all bundles with the same packages share
 * @returns {Record<string, unknown>} what the program exports
 */
export function loadBundle(folder, kept) {
  const table = JSON.parse(readFileSync(join(folder, TABLE), "utf8"));
  const program = new BundleFile(join(folder, PROGRAM), folder);
  const packages = new Map();
  process.once("exit", () => {
    for (const file of [program, ...packages.values()]) file.keepCode();
  });
  const load = (file) => {
    const loaded = packages.get(file) ?? new BundleFile(join(folder, file), kept);
    packages.set(file, loaded);
    return loaded;
  };
  const otherwise = createRequire(program.path);
  return program.run((name) => {
    // What is none of the bundle's is Node.js's own.
    if (!Object.hasOwn(table, name)) return otherwise(name);
    program.uses(name);
    return load(table[name]).import(name);
  });
}

/** One file of a bundle: the program, or packages that share modules. It is read when it is asked for first. */
class BundleFile {
  #script;
  #code;
  #packages;
  #kept;
  #used = new Set();

  /**
   * @param {string} path
   * @param {string} folder with the code of it
   */
  constructor(path, folder) {
    this.path = path;
    this.#code = codeOf(join(folder, basename(path)));
    const kept = readCode(this.#code);
    this.#script = new Script(readAscii(path), {
      filename: path,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(kept && { cachedData: kept.code }),
    });
    const isTaken = kept !== undefined && this.#script.cachedDataRejected === false;
    this.#kept = isTaken ? kept.uses : undefined;
  }

  /** Notes what the kept code should be good for. */
  uses(name) {
    this.#used.add(name);
  }

  /** @param {(name: string) => unknown} require */
  run(require) {
    const module = { exports: {} };
    this.#script.runInThisContext()(module, module.exports, require, this.path, dirname(this.path));
    return module.exports;
  }

  /** A package of this file; it runs when it is imported first. */
  import(name) {
    this.#packages ??= this.run(createRequire(this.path));
    this.uses(name);
    return this.#packages[name]();
  }

  /** Unless nothing was used that the kept code is not good for yet. */
  keepCode() {
    const before = new Set(this.#kept);
    if (this.#kept !== undefined && [...this.#used].every((name) => before.has(name))) return;
    const uses = Buffer.from(JSON.stringify([...new Set([...before, ...this.#used])].sort()));
    const length = Buffer.alloc(NUMBER_BYTES);
    length.writeUInt32LE(uses.length);
    replace(this.#code, Buffer.concat([this.#script.createCachedData(), uses, length]));
  }
}

// esbuild writes ASCII.
const readAscii = (path) => readFileSync(path, "latin1");

/** Code and what it is good for are one file, so that they are of one process when several end at once. */
function readCode(file) {
  try {
    const bytes = readFileSync(file);
    const end = bytes.length - NUMBER_BYTES;
    const start = end - bytes.readUInt32LE(end);
    return { uses: JSON.parse(bytes.toString("utf8", start, end)), code: bytes.subarray(0, start) };
  } catch {
    return undefined;
  }
}

/** Others read it at the same time. */
function replace(file, content) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.${threadId}`;
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch {
    // The folder cannot be written to or is gone: the next start takes longer, and nothing else changes.
  }
}
