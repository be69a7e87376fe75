import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { convert, type ConvertWarning, type TerraformJson } from "@tagform/hcl";
import type { TerraformStack } from "cdktf";

/**
 * Makes a stack synthesize native syntax, `cdk.tf`, in place of `cdk.tf.json`.
 *
 * It hooks into the public `stack.synthesizer`, behind cdktf: aspects, validations, assets and annotations have run.
 *
 * @returns the converter's warnings, complete once the stack is synthesized
 */
export function useNativeSyntax(stack: TerraformStack): readonly ConvertWarning[] {
  const inner = stack.synthesizer;
  const warnings: ConvertWarning[] = [];
  stack.synthesizer = {
    synthesize(session) {
      inner.synthesize(session);
      const json = join(session.outdir, session.manifest.forStack(stack).synthesizedStackPath);
      const conversion = convert(JSON.parse(readFileSync(json, "utf8")) as TerraformJson);
      writeFileSync(json.replace(/\.json$/, ""), conversion.hcl);
      rmSync(json);
      warnings.push(...conversion.warnings);
    },
  };
  return warnings;
}
