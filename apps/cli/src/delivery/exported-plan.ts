import { type PlanSummary, writeWhole } from "@tagform/steps";

/** Writes what later stages of a pipeline know of a plan, as assignments that a POSIX shell reads. */
export async function exportPlan(
  file: string,
  { noChanges, seal, line }: Pick<PlanSummary, "noChanges" | "seal" | "line">,
): Promise<void> {
  const values = { CHANGED: String(!noChanges), PLAN_DIGEST: seal, PLAN_LINE: line };
  const lines = Object.entries(values).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  await writeWhole(file, lines.join(""));
}

/** Whatever is in it, a shell takes it as it is. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
