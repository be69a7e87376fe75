import { formatCell } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { type PreflightReport, runPreflight } from "@tagform/preflight";

import type { Context } from "../context";
import type { StateOptions } from "../state-options";
import { findingLines } from "../terminal/preflight-text";
import { type PreflightQuestion, preflightSubject } from "./preflight-subject";

/** Asks what would stop a plan of a cell, or its apply. */
export async function askPreflight(
  context: Context,
  question: PreflightQuestion,
  options: StateOptions,
): Promise<PreflightReport> {
  return runPreflight(await preflightSubject(context, question, options));
}

/**
 * Asks what would stop a plan or its apply, and tells what nobody knows.
 *
 * @throws UserError with all that fails
 */
export async function assertPreflight(
  context: Context,
  question: PreflightQuestion,
  options: StateOptions,
): Promise<void> {
  const report = await askPreflight(context, question, options);
  const cell = formatCell(question.cell);
  const unknown = findingLines(report, "unknown");
  if (question.cloud.kind === "aws") for (const line of unknown) context.note(`preflight: unknown: ${line}`);
  else if (unknown.length > 0)
    context.note(`preflight: ${unknown.length} unknown, as much of the real AWS is to an embedded one`);
  const failures = findingLines(report, "fails");
  if (failures.length === 0) {
    context.note(`preflight: ${cell}: nothing is known that would stop it`);
    return;
  }
  const lines = failures.map((line) => `  ${line}`);
  throw new UserError(
    [
      `preflight of ${cell} fails, so nothing is planned (--skip-preflight <reason> plans nevertheless):`,
      ...lines,
    ].join("\n"),
  );
}
