import { type PlanJson, type PlannedChange } from "@tagform/toolchain";

import { type PlanCounts } from "./plan-summary";

/** Count what a plan would do, as terraform counts: a replacement is one add and one destroy as well. */
export function countPlan({ changes, changedOutputs }: PlanJson): PlanCounts {
  const count = (test: (change: PlannedChange) => boolean): number => changes.filter(test).length;
  const has =
    (action: string) =>
    ({ actions }: PlannedChange): boolean =>
      actions.includes(action);
  return {
    adds: count(has("create")),
    changes: count(has("update")),
    destroys: count(has("delete")),
    replaces: count((change) => has("create")(change) && has("delete")(change)),
    moved: count(
      ({ previousAddress, address }) => previousAddress !== undefined && previousAddress !== address,
    ),
    imported: count(({ imported }) => imported),
    forgotten: count(has("forget")),
    outputs: changedOutputs.length,
  };
}

/** `+3 ~1 -2 (1 replaced, 2 moved)`, or `no changes`. */
export function formatPlan(counts: PlanCounts, noChanges: boolean): string {
  if (noChanges) return "no changes";
  const { adds, changes, destroys, replaces, moved, imported, forgotten, outputs } = counts;
  const asides: readonly (readonly [number, string])[] = [
    [replaces, "replaced"],
    [moved, "moved"],
    [imported, "imported"],
    [forgotten, "forgotten"],
    [outputs, outputs === 1 ? "output" : "outputs"],
  ];
  const more = asides.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const line = `+${adds} ~${changes} -${destroys}`;
  return more.length === 0 ? line : `${line} (${more.join(", ")})`;
}
