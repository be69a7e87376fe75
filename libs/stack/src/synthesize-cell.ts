import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import type { Cell, Region } from "@tagform/deployment";
import type { ConvertWarning, TerraformJson } from "@tagform/hcl";
import type { Environment } from "@tagform/workload-catalog";
import { type Suppression, suppressionsIn } from "@tagform/workload-kind";
import { App } from "cdktf";

import { convertCell } from "./convert-cell";
import { createCellStack } from "./create-cell-stack";
import { recordCreationSites } from "./creation-sites";
import { elementsOf, type SynthesizedElement } from "./synthesized-elements";
import { withoutStackTraces } from "./without-stack-traces";

/** `hcl` is native syntax, `json` is what cdktf writes; both mean the same to Terraform. */
export type Format = "hcl" | "json";

const FILE: Readonly<Record<Format, string>> = { hcl: "cdk.tf", json: "cdk.tf.json" };

export interface CellRequest {
  readonly environment: Environment;
  readonly cell: Cell;
  /** Folder that gets one folder per cell; created when it does not exist. */
  readonly outdir: string;
  readonly format: Format;
  /** @default - the environment's */
  readonly tfBackendConfigPrefix?: string | undefined;
  /** @default - the environment's */
  readonly buildRegion?: Region | undefined;
}

export interface SynthesizedCell {
  readonly cell: Cell;
  readonly stackName: string;
  /** `<outdir>/<stackName>`: holds the file and, where the cell has any, its `assets`. */
  readonly directory: string;
  /** `cdk.tf` or `cdk.tf.json`; the folder never holds both. */
  readonly file: string;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** Keys that no schema knows, whose form in native syntax is a guess. */
  readonly warnings: readonly ConvertWarning[];
  /** Findings of scanners that the cell's code accepts. */
  readonly suppressions: readonly Suppression[];
  /** What the file says, as Terraform JSON with its references; resolved when it is asked. */
  readonly document: TerraformJson;
  /** Its blocks, each with the construct and the place in the sources that it comes from. */
  readonly elements: readonly SynthesizedElement[];
}

/**
 * Synthesizes one cell and constructs no other. Equal data gives equal bytes, on every machine and in every folder.
 *
 * @throws UserError for data that cannot be built
 */
export function synthesizeCell(request: CellRequest): Promise<SynthesizedCell> {
  recordCreationSites();
  return withWorkshop(request.outdir, (workshop) => synthesizeThrough(workshop, request));
}

/** Gives `work` a folder below `outdir`, so that what it makes can be moved there in one piece. */
export async function withWorkshop<Result>(
  outdir: string,
  work: (workshop: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync(outdir, { recursive: true });
  const workshop = mkdtempSync(join(outdir, ".synth-"));
  try {
    return await work(workshop);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/**
 * {@link synthesizeCell} with a workshop that other cells were or will be made in. Its elements know no place in the
 * sources unless that is recorded: most callers look at none.
 */
export async function synthesizeThrough(workshop: string, request: CellRequest): Promise<SynthesizedCell> {
  withoutStackTraces();
  const { environment, cell, outdir, format } = request;
  const { tfBackendConfigPrefix, buildRegion, layout } = environment.state;
  const state = {
    tfBackendConfigPrefix: request.tfBackendConfigPrefix ?? tfBackendConfigPrefix,
    buildRegion: request.buildRegion ?? buildRegion,
    layout,
  };

  const app = new App({ outdir: workshop, hclOutput: false });
  const stack = await createCellStack(app, { environment, cell, state });
  const warnings = format === "hcl" ? convertCell(stack) : [];
  app.synth();

  const stackName = stack.node.id;
  const directory = join(outdir, stackName);
  const file = FILE[format];
  const sha256 = deliver(join(workshop, "stacks", stackName), directory, file);
  return {
    ...{ cell, stackName, directory, file, sha256, warnings },
    // Only where somebody looks at findings: `tagform synth` of many cells asks for neither.
    get suppressions() {
      return suppressionsIn(stack);
    },
    get document() {
      return stack.document();
    },
    get elements() {
      return elementsOf(stack);
    },
  };
}

/** Moves what was synthesized to where it is read, whole: what an earlier run left there goes first. */
function deliver(source: string, directory: string, file: string): string {
  // Without promises: for files as small as these, waiting for a thread costs more than the work.
  const bytes = readFileSync(join(source, file));
  // Without the folder, there is nothing of an earlier run: looking for each of its files is slow.
  const isNew = mkdirSync(directory, { recursive: true }) !== undefined;
  for (const old of isNew ? [] : [...Object.values(FILE), "assets"]) {
    if (old !== file) rmSync(join(directory, old), { recursive: true, force: true });
  }
  const assets = join(source, "assets");
  if (existsSync(assets)) renameSync(assets, join(directory, "assets"));
  renameSync(join(source, file), join(directory, file));
  return createHash("sha256").update(bytes).digest("hex");
}
