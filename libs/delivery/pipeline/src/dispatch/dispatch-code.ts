import { createHash } from "node:crypto";

import { buildSync } from "esbuild";
import { ZipFile } from "yazl";

import { workspaceRoot } from "../workspace-file";

/** The program that the function runs, from the root of the workspace. */
const PROGRAM = "libs/delivery/queue/src/handler.ts";

/** As Lambda runs it, and as esbuild calls that. */
export const RUNTIME = { lambda: "nodejs24.x", esbuild: "node24" } as const;

/** `file.function` */
export const HANDLER = "index.handler";

/** Noon of the first day that a zip can tell, wherever it is made. */
const MODIFIED = new Date(1980, 0, 1, 12);

/** What a function is made of. */
export interface FunctionCode {
  readonly zip: Buffer;
  /** Of the zip, in hexadecimal. */
  readonly sha256: string;
}

let made: FunctionCode | undefined;

/**
 * The dispatch function's program as a zip of one file with all that it imports. Equal sources and packages give equal bytes,
 * on every machine and in every folder: nothing in it is a path or a time, and it is not compressed, which every version of
 * zlib does in its own way.
 */
export function dispatchCode(root = workspaceRoot()): FunctionCode {
  if (root !== workspaceRoot()) return pack(bundle(root));
  // Once for all cells of a run.
  made ??= pack(bundle(root));
  return made;
}

function bundle(root: string): Uint8Array {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [PROGRAM],
    tsconfig: "tsconfig.base.json",
    bundle: true,
    write: false,
    platform: "node",
    target: RUNTIME.esbuild,
    format: "cjs",
    // AWS's clients have one file there, and a thousand as ES modules.
    mainFields: ["main", "module"],
    minify: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "error",
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`esbuild made nothing of ${PROGRAM}`);
  return output.contents;
}

function pack(program: Uint8Array): FunctionCode {
  const file = new ZipFile();
  file.addBuffer(Buffer.from(program), "index.js", {
    mtime: MODIFIED,
    // Otherwise the moment is told in UTC as well, which depends on the machine's time zone.
    forceDosTimestamp: true,
    mode: 0o100644,
    compress: false,
  });
  file.end();
  // All of it is there at once: a buffer that is not compressed waits for nothing.
  const zip = file.outputStream.read() as Buffer | null;
  if (zip === null) throw new Error("the zip of the dispatch function is not complete");
  return { zip, sha256: createHash("sha256").update(zip).digest("hex") };
}
