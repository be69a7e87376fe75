import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { formatCell, INFRA_BUILD_ROLE } from "@tagform/deployment";
import { EXIT } from "@tagform/outcome";
import { type CellDiff, diff } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { PROVIDER_OPTION } from "../delivery/choose-aws-provider";
import { diffCloud, type DiffCloudOptions } from "../delivery/diff-cloud";
import { type DiffSource, diffSource, type DiffSourceOptions } from "../delivery/diff-source";
import { stepContext } from "../delivery/step-context";
import { stateOptions } from "../state-options";
import { diffLines } from "../terminal/diff-text";
import { fields } from "../terminal/table";

const LONGEST_LOOK_MS = 24 * 60 * 60 * 1000;

interface DiffOptions extends DiffSourceOptions, DiffCloudOptions {
  readonly details?: true;
  readonly json?: true;
}

export const registerDiff: Register = (program, context, run) => {
  const command = program
    .command("diff")
    .description(
      "show what a delivery would change, from the very bytes that it would plan; exit code 2 on changes",
    )
    .argument("<tag|cell>", "a tag reads its commit, a cell (dev_us-east-1/research) reads the working tree")
    .option("--details", "also print the plan in terraform's own words")
    .option("--json", "print one JSON object")
    .option("--role <name>", `role in the cell's account that looks (default: ${INFRA_BUILD_ROLE})`)
    .option("--endpoint <url>", "look at an embedded AWS that a rehearsal kept")
    .option(...PROVIDER_OPTION);
  stateOptions(command).action(
    run(async (text: string, options: DiffOptions) => {
      const folder = await temporaryRun(context.root);
      try {
        const found = await look(context, folder, text, options);
        context.print(options.json ? renderJson(found) : render(found, context, options.details === true));
        return found.difference.noChanges ? EXIT.ok : EXIT.changes;
      } finally {
        // A plan may hold secrets.
        await rm(folder, { recursive: true, force: true });
      }
    }),
  );
};

interface Found {
  readonly source: DiffSource;
  readonly difference: CellDiff;
}

async function look(context: Context, run: string, text: string, options: DiffOptions): Promise<Found> {
  const source = await diffSource(context, run, text, options);
  const cloud = await diffCloud(context, run, source, options);
  context.note("diff: the state is neither locked nor written");
  // A provider of hundreds of megabytes is not fetched again for every look.
  const cache = join(context.root, ".tagform/terraform-plugins");
  await mkdir(cache, { recursive: true });
  const env = { TF_PLUGIN_CACHE_DIR: cache, ...context.env };
  context.status.start("terraform plans");
  try {
    const difference = await diff({ run, cloud, ...source }, { ...stepContext(context), env });
    return { source, difference };
  } finally {
    context.status.stop();
  }
}

/** Nobody else may read it. */
async function temporaryRun(root: string): Promise<string> {
  const folder = join(root, ".tagform/diffs");
  await mkdir(folder, { recursive: true });
  await removeLeftBehind(folder);
  return mkdtemp(join(folder, "diff-"));
}

/** A look that was killed could not remove its files. */
async function removeLeftBehind(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another look may be removing its own just now.
    const made = await stat(path).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > LONGEST_LOOK_MS)
      await rm(path, { recursive: true, force: true });
  }
}

function render({ source, difference }: Found, context: Context, details: boolean): string {
  const { from, cell } = source;
  const { line, configuration, planText } = difference;
  const head = fields([
    [formatCell(cell), context.colors.bold(line)],
    ["from", from.kind === "commit" ? `tag ${from.tag}, commit ${from.commit.slice(0, 12)}` : from.kind],
    [configuration.file, `sha256:${configuration.sha256}`],
  ]);
  const lines = diffLines(difference, context);
  const text = details ? ["", planText.trimEnd()] : [];
  return [head, ...(lines.length === 0 ? [] : ["", ...lines]), ...text].join("\n");
}

function renderJson({ source: { cell, from }, difference }: Found): string {
  return JSON.stringify({ cell: formatCell(cell), from, ...difference }, undefined, 2);
}
