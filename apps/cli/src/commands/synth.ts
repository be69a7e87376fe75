import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { formatCell } from "@tagform/deployment";
import type { SynthesizedCell, WrittenCell } from "@tagform/stack";
import { elementOrigins } from "@tagform/steps";
import { Option } from "commander";

import type { Register } from "../command";
import type { Context } from "../context";
import { ORIGINS_FILE, type OriginsFile } from "../delivery/origins-file";
import { requestOf, synthesizerOf } from "../delivery/synthesize";
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
      const cells = options.origins
        ? await synthesizeWithOrigins(context, selected, outdir, options)
        : await synthesizeAll(context, selected, outdir, options);
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
  { env, root }: Context,
  selected: readonly SelectedCell[],
  outdir: string,
  options: SynthOptions,
): Promise<readonly WrittenCell[]> {
  // Loaded here, so that commands that read only data never pay for cdktf.
  const { synthesizeCells } = await import("@tagform/stack");
  const requests = selected.map(({ cell, environment }) => ({
    ...requestOf(environment, cell, options, env, options.format),
    outdir,
  }));
  return synthesizeCells(requests, root);
}

/** One after the other: constructs do not pass from thread to thread. */
async function synthesizeWithOrigins(
  { env, root }: Context,
  selected: readonly SelectedCell[],
  outdir: string,
  options: SynthOptions,
): Promise<readonly WrittenCell[]> {
  const cells: SynthesizedCell[] = [];
  for (const { cell, environment } of selected) {
    cells.push(await synthesizerOf(environment, cell, options, env, options.format)(outdir));
  }
  const origins: OriginsFile = Object.fromEntries(
    cells.map(({ cell, elements }) => [formatCell(cell), elementOrigins(elements, root)]),
  );
  await writeFile(join(outdir, ORIGINS_FILE), `${JSON.stringify(origins, undefined, 2)}\n`);
  return cells;
}

const render = ({ cell, directory, file, sha256 }: WrittenCell): string =>
  `${formatCell(cell)}  ${directory}/${file}  sha256:${sha256}`;
