import type { KindConfig } from "@tagform/config";
import { didYouMean, quote } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import type { Kind } from "@tagform/workload-kind";

import * as kinds from "./kinds";

/** Every kind by its name: where a kind is chosen by data, its configuration's type is not known. */
const BY_NAME = new Map<string, unknown>(Object.entries(kinds));

/**
 * The kind that builds a workload with this configuration.
 *
 * @throws UserError when no kind has that name
 */
export function kindOf<C extends KindConfig>({ kind: name }: C): Kind<C> {
  const kind = BY_NAME.get(name);
  if (kind !== undefined) return kind as Kind<C>; // the name in the data is what makes the two types one
  const known = [...BY_NAME.keys()];
  throw new UserError(
    `kind ${quote(name)} is unknown, only ${known.join(", ")}${didYouMean(name, known)}: add it to the catalog of kinds`,
  );
}
