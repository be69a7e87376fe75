// `npm run bench -- [--full] [--json]`: what Tagform is allowed to cost, against peers in the same run.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { WorkspaceCopy } from "@tagform/testing";

import { amongMany, editedFile, tagToHcl } from "./cold";
import { converter } from "./converter";
import { fromCache } from "./from-cache";
import { manyCells } from "./many";
import { rehearsalShare } from "./rehearsal-share";
import { type Result, table, verdict } from "./row";
import { scheduling } from "./schedule";
import { statusOfMany } from "./status";
import { tagDecision } from "./tag-decision";

interface Options {
  readonly full: boolean;
  readonly json: boolean;
}

/** Npm and Nx start scripts in the checkout that they are of. */
const root = process.cwd();

async function main({ full, json }: Options): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "tagform-bench-"));
  const few = new WorkspaceCopy(root, process.env);
  const many = new WorkspaceCopy(root, process.env);
  try {
    const results = await measureAll({ folder, few, many, full });
    console.log(json ? JSON.stringify(results.map(withVerdict), undefined, 2) : table(results));
    const missed = results.filter((result) => verdict(result) === "missed").length;
    if (missed > 0) console.error(`\n${missed} of ${results.length} bounds missed`);
    process.exitCode = missed > 0 ? 1 : 0;
  } finally {
    few.dispose();
    many.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly folder: string;
  readonly few: WorkspaceCopy;
  readonly many: WorkspaceCopy;
  readonly full: boolean;
}

async function measureAll({ folder, few, many, full }: Place): Promise<Result[]> {
  const repetitions = full ? 15 : 9;
  const terraform = onPath("terraform");
  const counts = full ? [1, 10, 100, 1000] : [1, 10, 100];
  return [
    ...(await attempt("5.1", "one tag", () => tagToHcl(root, folder, repetitions))),
    ...(await attempt("5.1", "an edited file", () => editedFile(few, folder))),
    ...(await attempt("5.2", "one tag among many cells", () => amongMany(few, many, folder, repetitions))),
    ...(await attempt("5.3", "many cells", () => manyCells(root, folder, counts))),
    ...(await attempt("5.4", "the converter", () => converter(root, folder, terraform))),
    ...(await attempt("5.5", "a rehearsal", () => rehearsalShare(few, terraform, full ? 3 : 1))),
    ...(await attempt("8", "what a tag means", () => tagDecision(root, folder))),
    ...(await attempt("8", "scheduling", () => scheduling(root))),
    ...(await attempt("8", "the status of many cells", () =>
      statusOfMany({ root, folder, moto: onPath("moto_server") }),
    )),
    ...(full ? await attempt("5.6", "an unchanged workspace", () => fromCache(root, folder)) : []),
  ];
}

/** What cannot be run keeps no bound, and must not hide the other numbers. */
async function attempt(
  point: string,
  what: string,
  measure: () => Result[] | Promise<Result[]>,
): Promise<Result[]> {
  try {
    const results = await measure();
    console.error(`bench: measured ${what}`);
    return results;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`bench: ${what}: ${message}`);
    return [{ point, what, value: NaN, unit: "s", atMost: 0, detail: message.split("\n")[0] ?? "" }];
  }
}

const withVerdict = (result: Result) => ({ ...result, verdict: verdict(result) });

/** Absolute path of a program: where set-up installs them, else on the PATH. */
function onPath(program: string): string | undefined {
  const installed = [path.join(root, ".tagform/bin"), path.join(root, ".tagform/venv/bin")];
  const folders = [...installed, ...(process.env["PATH"] ?? "").split(path.delimiter)];
  return folders.map((folder) => path.join(folder, program)).find(existsSync);
}

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { full: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
});

main(values).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
