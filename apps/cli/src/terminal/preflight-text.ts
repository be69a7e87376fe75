import type { CheckAnswer, CheckFinding, PreflightReport } from "@tagform/preflight";

import type { Context } from "../context";
import { fields } from "./table";

/** One line per finding, what to do below it; findings that pass are shown too: what was asked is worth knowing. */
export function renderPreflight(
  cell: string,
  { answer, checks }: PreflightReport,
  { colors }: Pick<Context, "colors">,
): string {
  const paint: Record<CheckAnswer, (text: string) => string> = {
    passes: colors.green,
    fails: colors.red,
    unknown: colors.yellow,
  };
  const lines = checks.map(({ check, findings }): [string, string] => [
    check,
    findings.map((finding) => lineOf(finding, paint[finding.answer])).join("\n"),
  ]);
  return fields([[cell, paint[answer](answer)], ...lines]);
}

function lineOf({ answer, what, remedy }: CheckFinding, paint: (text: string) => string): string {
  const line = `${paint(answer)}: ${what}`;
  return remedy === undefined ? line : `${line}\n  what to do: ${remedy}`;
}

/** Findings that stop a plan, or may: one line each. */
export const findingLines = ({ checks }: PreflightReport, answer: CheckAnswer): string[] =>
  checks.flatMap(({ check, findings }) =>
    findings
      .filter((finding) => finding.answer === answer)
      .map(({ what, remedy = "" }) => `${check}: ${what}; ${remedy}`),
  );
