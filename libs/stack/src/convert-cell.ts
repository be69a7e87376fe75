import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { convert, type ConvertWarning } from "@tagform/hcl";

import type { CellStack } from "./cell-stack";

/**
 * Makes a cell synthesize native syntax into `cdk.tf`.
 *
 * As `useNativeSyntax` it hooks into the public `stack.synthesizer`, behind cdktf: aspects, validations, assets and
 * annotations have run. cdktf asks a stack for its JSON last and only to write it; here that is an empty document, and
 * what is converted never becomes text in between.
 *
 * @returns the converter's warnings, complete once the cell is synthesized
 */
export function convertCell(stack: CellStack): readonly ConvertWarning[] {
  const inner = stack.synthesizer;
  const warnings: ConvertWarning[] = [];
  stack.synthesizer = {
    synthesize(session) {
      stack.toTerraform = () => ({});
      inner.synthesize(session);
      const conversion = convert(stack.document());
      const { synthesizedStackPath } = session.manifest.forStack(stack);
      writeFileSync(join(session.outdir, synthesizedStackPath.replace(/\.json$/, "")), conversion.hcl);
      warnings.push(...conversion.warnings);
    },
  };
  return warnings;
}
