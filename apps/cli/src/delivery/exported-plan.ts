import { type ApprovalPolicy, approvalsNeeded, type PlanSummary, writeWhole } from "@tagform/steps";

/** Writes what later stages of a pipeline know of a plan, as assignments that a POSIX shell reads. */
export async function exportPlan(
  file: string,
  summary: Pick<PlanSummary, "mode" | "noChanges" | "seal" | "line">,
  policy: ApprovalPolicy,
): Promise<void> {
  const values = {
    CHANGED: String(!summary.noChanges),
    APPROVAL: approvalsNeeded(policy, summary) > 0 ? "needed" : "not-needed",
    PLAN_DIGEST: summary.seal,
    PLAN_LINE: summary.line,
  };
  const lines = Object.entries(values).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  await writeWhole(file, lines.join(""));
}

/** Whatever is in it, a shell takes it as it is. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
