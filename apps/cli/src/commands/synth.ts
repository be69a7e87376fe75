import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { formatCell } from "@tagform/deployment";
import type { SynthesizedCell } from "@tagform/stack";
import { elementOrigins } from "@tagform/steps";
import { Option } from "commander";

import type { Register } from "../command";
import { ORIGINS_FILE, type OriginsFile } from "../delivery/origins-file";
import { synthesizerOf } from "../delivery/synthesize";
import { selectCells, type SelectedCell } from "../select-cells";
import { type StateOptions, stateOptions } from "../state-options";

interface SynthOptions extends StateOptions {
  readonly format: "hcl" | "json";
  readonly out: string;
  readonly origins?: true;
  readonly json?: true;
}

export const registerSynth: Register = (program, context, run) => {
  const command = program
    .command("synth")
    .description("write the Terraform configuration of cells, as the working tree describes them")
    .argument("<tag|cell|glob...>", "dev_us-east-1/research/1.0, dev_us-east-1/research or 'dev_*'")
    .addOption(new Option("--format <format>", "what to write").choices(["hcl", "json"]).default("hcl"))
    .option("--out <dir>", "folder to write to, one folder per cell and manifest.json", "dist/synth")
    .option("--origins", `write ${ORIGINS_FILE}, too: construct and source line of every block`)
    .option("--json", "print the manifest");
  stateOptions(command).action(
    run(async (selectors: string[], options: SynthOptions) => {
      const outdir = resolve(options.out);
      const selected = await selectCells(selectors);
      context.note(`synth: ${selected.length} of the working tree's cells`);
      const cells = await synthesizeAll(selected, outdir, options, context.env);
      const { writeManifest } = await import("@tagform/stack");
      const manifest = await writeManifest(outdir, cells);
      if (options.origins) await writeOrigins(outdir, cells, context.root);
      for (const { cell, warnings } of cells) {
        for (const { address, path, message } of warnings) {
          context.note(`${formatCell(cell)}: ${address}: ${path}: ${message}`);
        }
      }
      context.print(
        options.json ? (await readFile(manifest, "utf8")).trimEnd() : cells.map(render).join("\n"),
      );
      return undefined;
    }),
  );
};

async function synthesizeAll(
  selected: readonly SelectedCell[],
  outdir: string,
  options: SynthOptions,
  env: Readonly<Record<string, string>>,
): Promise<SynthesizedCell[]> {
  const cells: SynthesizedCell[] = [];
  for (const { cell, environment } of selected) {
    cells.push(await synthesizerOf(environment, cell, options, env, options.format)(outdir));
  }
  return cells;
}

async function writeOrigins(outdir: string, cells: readonly SynthesizedCell[], root: string): Promise<void> {
  const origins: OriginsFile = Object.fromEntries(
    cells.map(({ cell, elements }) => [formatCell(cell), elementOrigins(elements, root)]),
  );
  await writeFile(join(outdir, ORIGINS_FILE), `${JSON.stringify(origins, undefined, 2)}\n`);
}

const render = ({ cell, directory, file, sha256 }: SynthesizedCell): string =>
  `${formatCell(cell)}  ${directory}/${file}  sha256:${sha256}`;
