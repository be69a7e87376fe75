import { check, type Issue } from "@tagform/outcome";

import { type CellStatus } from "./status";

/**
 * The issues of cells that left the data while something of theirs may still be in AWS: their last run that decided did not
 * destroy them, or a later one died while it applied.
 */
export function cellsLeftBehind(rows: readonly CellStatus[]): Issue[] {
  return rows.filter(({ isInData }) => !isInData).flatMap(checkNothingIsLeft);
}

function checkNothingIsLeft({ cell, environment, team, scope, deployed, last }: CellStatus): Issue[] {
  const path = `${environment}.teams.${team}.scopes.${scope}`;
  const remedy = `put it back with \`retired: "<why>"\`, deploy a tag of it, and remove it when that has destroyed it`;
  if (deployed !== null) {
    const what = deployed.tag ?? "something without a tag";
    return [{ path, message: `is not in the data, but ${what} is deployed since ${deployed.at}: ${remedy}` }];
  }
  const mayHaveApplied =
    last !== null && last.result !== "destroyed" && (last.failedStep ?? "apply") === "apply";
  const run = last?.tag ?? `a run of ${cell}`;
  return check(
    !mayHaveApplied,
    path,
    `is not in the data, but ${run} ended in apply, as ${last?.result ?? ""}: ${remedy}`,
  );
}
