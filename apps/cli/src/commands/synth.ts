import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { formatCell } from "@tagform/deployment";
import type { SynthesizedCell } from "@tagform/stack";
import { Option } from "commander";

import type { Register } from "../command";
import { selectCells, type SelectedCell } from "../select-cells";
import { resolveState, type StateOptions, stateOptions } from "../state-options";

interface SynthOptions extends StateOptions {
  readonly format: "hcl" | "json";
  readonly out: string;
  readonly json?: true;
}

export const registerSynth: Register = (program, context, run) => {
  const command = program
    .command("synth")
    .description("write the Terraform configuration of cells, as the working tree describes them")
    .argument("<tag|cell|glob...>", "dev_us-east-1/research/1.0, dev_us-east-1/research or 'dev_*'")
    .addOption(new Option("--format <format>", "what to write").choices(["hcl", "json"]).default("hcl"))
    .option("--out <dir>", "folder to write to, one folder per cell and manifest.json", "dist/synth")
    .option("--json", "print the manifest");
  stateOptions(command).action(
    run(async (selectors: string[], options: SynthOptions) => {
      const outdir = resolve(options.out);
      const selected = await selectCells(selectors);
      context.note(`synth: ${selected.length} of the working tree's cells`);
      const cells = await synthesizeAll(selected, outdir, options, context.env);
      const { writeManifest } = await import("@tagform/stack");
      const manifest = await writeManifest(outdir, cells);
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
  // Loaded here, so that commands that read only data never pay for cdktf.
  const { synthesizeCell } = await import("@tagform/stack");
  const cells: SynthesizedCell[] = [];
  for (const { cell, environment } of selected) {
    const { tfBackendConfigPrefix, buildRegion } = resolveState(environment, options, env).settings;
    const { format } = options;
    cells.push(
      await synthesizeCell({ environment, cell, outdir, format, tfBackendConfigPrefix, buildRegion }),
    );
  }
  return cells;
}

const render = ({ cell, directory, file, sha256 }: SynthesizedCell): string =>
  `${formatCell(cell)}  ${directory}/${file}  sha256:${sha256}`;
