import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { formatCell } from "@tagform/deployment";
import { EXIT } from "@tagform/outcome";
import {
  type SynthesizedConfiguration,
  verifyConfiguration,
  verifyExitCode,
  type VerifyMode,
  type VerifyReport,
} from "@tagform/steps";

import type { Context } from "../context";
import { selectCells, type SelectedCell } from "../select-cells";
import type { StateOptions } from "../state-options";
import { chooseAwsProvider } from "./choose-aws-provider";
import { stepContext } from "./step-context";
import { synthesizerOf } from "./synthesize";

export interface WorkingTreeOptions extends StateOptions {
  readonly provider?: string;
  readonly strict?: true;
  readonly json?: true;
  readonly out: string;
}

interface SynthesizedSelection extends SelectedCell {
  readonly synthesized: SynthesizedConfiguration;
}

/** Verifies cells as the working tree describes them; reports and configurations go to `dist/verify`. */
export async function verifyWorkingTree(
  context: Context,
  selectors: readonly string[],
  options: WorkingTreeOptions,
): Promise<number> {
  const cells = await selectCells(selectors);
  const folder = resolve(options.out);
  context.note(`verify: ${cells.length} cells of the working tree; reports in ${folder}`);
  const synthesized = await synthesizeAll(context, cells, join(folder, "synth"), options);
  const provider = await provide(context, synthesized, folder, options);
  const mode: VerifyMode = options.strict ? "pipeline" : "rehearsal";
  const found: VerifyReport[] = [];
  for (const { cell, synthesized: configuration } of synthesized) {
    context.note(`verify: ${formatCell(cell)}`);
    const reports = join(folder, "reports", configuration.stackName);
    const report = await verifyConfiguration(
      {
        synthesized: configuration,
        reports,
        mode,
        provider,
        dependencyLock: join(context.root, "libs/stack/terraform.lock.hcl"),
      },
      stepContext(context),
    );
    if (!report.ok && !options.json) context.print(await readFile(join(reports, "report.txt"), "utf8"));
    found.push(report);
  }
  if (options.json) context.print(JSON.stringify(found, undefined, 2));
  const codes: number[] = found.map(verifyExitCode);
  // A check that broke weighs more than findings.
  return codes.includes(EXIT.error) ? EXIT.error : Math.max(EXIT.ok, ...codes);
}

async function synthesizeAll(
  { env }: Context,
  cells: readonly SelectedCell[],
  outdir: string,
  options: StateOptions,
): Promise<SynthesizedSelection[]> {
  const all: SynthesizedSelection[] = [];
  for (const { cell, environment } of cells) {
    all.push({
      cell,
      environment,
      synthesized: await synthesizerOf(environment, cell, options, env)(outdir),
    });
  }
  return all;
}

/** Validation needs the schema of the provider, whichever serves it. */
async function provide(
  context: Context,
  cells: readonly SynthesizedSelection[],
  folder: string,
  { provider: choice }: WorkingTreeOptions,
) {
  const { source, reason } = await chooseAwsProvider(choice, folder);
  context.note(`verify: ${reason}`);
  if (source.kind === "rehearsal") {
    const { typesOfConfiguration, writeRehearsalMirror } = await import("@tagform/rehearsal-provider");
    const types = await typesOfConfiguration(cells.map(({ synthesized }) => synthesized.directory));
    await writeRehearsalMirror({ mirrorDirectory: source.directory, workspaceRoot: context.root, types });
  }
  return source;
}
