import { formatCell, INFRA_PLAN_ROLE } from "@tagform/deployment";
import { EXIT } from "@tagform/outcome";
import { type CellDiff } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { PROVIDER_OPTION } from "../delivery/choose-aws-provider";
import { type DiffCloudOptions } from "../delivery/diff-cloud";
import { type DiffSource, diffSource, type DiffSourceOptions } from "../delivery/diff-source";
import { look, withTemporaryRun } from "../delivery/look";
import { stateOptions } from "../state-options";
import { diffLines } from "../terminal/diff-text";
import { fields } from "../terminal/table";

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
    .option("--role <name>", `role in the cell's account that looks (default: ${INFRA_PLAN_ROLE})`)
    .option("--endpoint <url>", "look at an embedded AWS that a rehearsal kept")
    .option(...PROVIDER_OPTION);
  stateOptions(command).action(
    run(async (text: string, options: DiffOptions) => {
      const found = await withTemporaryRun(context.root, async (folder) => {
        const source = await diffSource(context, folder, text, options);
        return { source, difference: await look(context, folder, source, options) };
      });
      context.print(options.json ? renderJson(found) : render(found, context, options.details === true));
      return found.difference.noChanges ? EXIT.ok : EXIT.changes;
    }),
  );
};

const RETIRED: [string, string] = ["retired", "a delivery destroys everything in the cell"];

interface Found {
  readonly source: DiffSource;
  readonly difference: CellDiff;
}

function render({ source, difference }: Found, context: Context, details: boolean): string {
  const { from, cell } = source;
  const { line, configuration, planText } = difference;
  const head = fields([
    [formatCell(cell), context.colors.bold(line)],
    ...(source.mode === "destroy" ? [RETIRED] : []),
    ["from", from.kind === "commit" ? `tag ${from.tag}, commit ${from.commit.slice(0, 12)}` : from.kind],
    [configuration.file, `sha256:${configuration.sha256}`],
  ]);
  const lines = diffLines(difference, context);
  const text = details ? ["", planText.trimEnd()] : [];
  return [head, ...(lines.length === 0 ? [] : ["", ...lines]), ...text].join("\n");
}

function renderJson({ source: { cell, from, mode }, difference }: Found): string {
  return JSON.stringify({ cell: formatCell(cell), from, mode, ...difference }, undefined, 2);
}
