import { formatCell } from "@tagform/deployment";
import { type GuardrailReport, judgeChanges } from "@tagform/preflight";

import type { Context } from "../context";
import type { StateOptions } from "../state-options";
import type { GuardrailSubject } from "../terminal/guardrails-text";
import { cellGuardrails } from "./cell-guardrails";
import { plannedSubject } from "./planned-cell";

/** What AWS would say to the changes of a plan, a run directory or a cell ({@link plannedSubject}). */
export async function judgedChanges(
  context: Context,
  text: string,
  cellName: string | undefined,
  options: StateOptions,
): Promise<{ readonly subject: GuardrailSubject; readonly report: GuardrailReport }> {
  const { cell, environment, planned } = await plannedSubject(context, text, cellName, options);
  const { guardrails: limits, account } = await cellGuardrails(context, cell, environment);
  const subject = {
    cell: formatCell(cell),
    accountId: account.accountId,
    unit: account.organizationalUnit,
    roleIsJudged: limits.identity !== "not judged",
  };
  return { subject, report: judgeChanges(planned, limits) };
}
