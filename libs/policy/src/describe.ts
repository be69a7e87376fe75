import { INVENTORY } from "./inventory";
import type { Enforcement, SourceName, Statement } from "./inventory/statement";

/** One way in which a statement is enforced, as a phrase: `checkov CKV_AWS_79`, `people: a meeting`. */
export function describeEnforcement(enforcement: Enforcement): string {
  switch (enforcement.by) {
    case "rule":
      return `rule ${enforcement.ids.join(", ")}`;
    case "checkov":
      return `checkov ${enforcement.ids.join(", ")}`;
    case "elsewhere":
      return `${enforcement.file}: ${enforcement.what}`;
    case "runtime":
      return `in running accounts: ${enforcement.what}`;
    case "people":
      return `people: ${enforcement.what}`;
    case "not applicable":
      return `not applicable: ${enforcement.why}`;
  }
}

/** Statements that a rule enforces, ours or checkov's, in the order of sources. */
export function statementsOf(rule: string): Statement[] {
  return Object.values(INVENTORY)
    .flat()
    .filter(({ enforced }) => enforced.some((each) => "ids" in each && each.ids.includes(rule)));
}

/** How many statements of a source are enforced in which ways; one that is in several ways counts in each. */
export function countsOf(source: SourceName): Readonly<Record<Enforcement["by"], number>> {
  const counts = { rule: 0, checkov: 0, elsewhere: 0, runtime: 0, people: 0, "not applicable": 0 };
  for (const { enforced } of INVENTORY[source]) {
    for (const by of new Set(enforced.map((each) => each.by))) counts[by] += 1;
  }
  return counts;
}
