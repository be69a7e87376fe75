// `npm run bench -- [--full] [--json]`: what issue 4 allows Tagform to cost, measured against peers in the same run.
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
  const results: Result[] = [];
  const measured = (title: string, added: readonly Result[]) => {
    console.error(`bench: measured ${title}`);
    results.push(...added);
  };
  measured("one tag", tagToHcl(root, folder, repetitions));
  measured("an edited file", editedFile(few, folder));
  measured("one tag among many cells", amongMany(few, many, folder, repetitions));
  measured("many cells", manyCells(root, folder, full ? [1, 10, 100, 1000] : [1, 10, 100]));
  measured("the converter", converter(root, folder, terraform));
  measured("a rehearsal", [await rehearsalShare(few, terraform)]);
  if (full) measured("an unchanged workspace", fromCache(root));
  return results;
}

const withVerdict = (result: Result) => ({ ...result, verdict: verdict(result) });

/** Absolute path of a program: where set-up installs them, else on the PATH. */
function onPath(program: string): string | undefined {
  const folders = [path.join(root, ".tagform/bin"), ...(process.env["PATH"] ?? "").split(path.delimiter)];
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
