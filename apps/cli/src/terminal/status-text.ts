import type { CellStatus } from "@tagform/steps";

import type { Context } from "../context";
import { ageText } from "./age";
import { table } from "./table";

/** A cell's status as of one moment, with what only the repository knows. */
export interface StatusRow extends CellStatus {
  /** Since what is deployed was; null when nothing is. */
  readonly ageSeconds: number | null;
  /** Commits of the release branch that are not deployed; null when nothing is, or its commit is not on the branch. */
  readonly commitsBehind: number | null;
  /** Why the next delivery destroys the cell; null where it deploys it, and for a cell that the data does not have. */
  readonly retired: string | null;
}

const SHORT_COMMIT = 12;
const NOTHING = "-";

/** The words about one cell, the same in a terminal and on a page. */
export interface StatusWords {
  readonly version: string;
  readonly commit: string;
  readonly age: string;
  readonly behind: string;
  readonly result: string;
}

export function statusWords({ deployed, ageSeconds, commitsBehind, ...row }: StatusRow): StatusWords {
  const hasCommit = deployed?.commit != null;
  return {
    version: deployed?.version ?? NOTHING,
    commit: deployed?.commit?.slice(0, SHORT_COMMIT) ?? NOTHING,
    age: ageSeconds === null ? NOTHING : ageText(ageSeconds),
    behind: commitsBehind?.toString() ?? (hasCommit ? "unknown" : NOTHING),
    result: resultWords({ deployed, ...row }),
  };
}

/** `applied`, `failed in plan (1.2)`, `never deployed`; the version where it is not the deployed one. */
function resultWords({
  deployed,
  last,
  isInData,
  retired,
}: Pick<StatusRow, "deployed" | "last" | "isInData" | "retired">): string {
  const given = retired === null ? "" : ", retired";
  if (last === null) return `never deployed${given}`;
  const step = last.failedStep === null ? "" : ` in ${last.failedStep}`;
  const isOther = last.version !== null && last.version !== deployed?.version;
  const version = isOther ? ` (${last.version})` : "";
  const gone = isInData ? "" : ", no longer in the data";
  return `${last.result}${step}${version}${given}${gone}`;
}

/** Whether the last run of a cell did not come to its end. */
export const hasFailed = ({ last }: CellStatus): boolean =>
  last?.result === "failed" || last?.result === "interrupted";

/** The table for people, and the totals. */
export function renderStatus(
  rows: readonly StatusRow[],
  { colors, width }: Pick<Context, "colors" | "width">,
): string {
  const head = ["CELL", "VERSION", "COMMIT", "AGE", "BEHIND", "LAST RESULT"];
  const lines = table(
    head,
    rows.map((row) => {
      const { version, commit, age, behind, result } = statusWords(row);
      return [row.cell, version, commit, age, behind, result];
    }),
    width,
  ).split("\n");
  const shown = lines.map((line, index) => {
    const row = rows[index - 1];
    return row !== undefined && hasFailed(row) ? colors.red(line) : line;
  });
  return [...shown, "", `${totals(rows)}; a tag is <cell>/<version>`].join("\n");
}

/** `8 cells: 5 deployed, 1 with a last run that failed, 2 never deployed`. */
export function totals(rows: readonly StatusRow[]): string {
  const count = (is: (row: StatusRow) => boolean): number => rows.filter(is).length;
  const parts = [
    `${count(({ deployed }) => deployed !== null)} deployed`,
    `${count(hasFailed)} with a last run that failed`,
    `${count(({ last }) => last === null)} never deployed`,
  ];
  const gone = count(({ isInData }) => !isInData);
  return `${rows.length} ${rows.length === 1 ? "cell" : "cells"}: ${[...parts, ...(gone === 0 ? [] : [`${gone} no longer in the data`])].join(", ")}`;
}
