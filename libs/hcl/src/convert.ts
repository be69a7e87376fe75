import { UserError } from "@tagform/outcome";

import { DOCUMENT } from "./language";
import { entriesOf, type TerraformJson } from "./terraform-json";
import { type ConvertWarning, separate, writeTopLevel } from "./write-body";

export interface Conversion {
  /** Native Terraform, as `terraform fmt` writes it. */
  readonly hcl: string;
  /** Keys that no schema knows, whose form is a guess, and leftovers of cdktf. */
  readonly warnings: readonly ConvertWarning[];
}

/**
 * Converts Terraform's JSON syntax into native syntax with the same meaning. `//` metadata is dropped. Equal
 * documents give equal text.
 *
 * @throws UserError for a broken template, or when the document is not Terraform JSON
 */
export function convert(document: TerraformJson): Conversion {
  const entries = new Map(entriesOf(document));
  for (const name of entries.keys()) {
    if (!DOCUMENT.has(name)) throw unknownBlock(name);
  }
  const warnings: ConvertWarning[] = [];
  const blocks = [...DOCUMENT].flatMap(([name, rule]) =>
    entries.has(name) ? writeTopLevel(name, entries.get(name) ?? null, rule, warnings) : [],
  );
  const lines = separate(blocks);
  return { hcl: lines.length === 0 ? "" : `${lines.join("\n")}\n`, warnings };
}

function unknownBlock(name: string): UserError {
  return new UserError(
    `"${name}" is no block of Terraform, only ${[...DOCUMENT.keys()].join(", ")}: is this the .tf.json of a stack?`,
  );
}
