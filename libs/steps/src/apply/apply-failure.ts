import { access, readFile } from "node:fs/promises";
import { join } from "node:path";

import { LockHeldError, RefusedError, UserError } from "@tagform/outcome";
import { InterruptedError, type Terraform, TerraformError } from "@tagform/toolchain";

import { type RunDirectory } from "../run-directory";
import { type Explained, explainFailure } from "../run-terraform";
import { type PlanStore } from "../seal/plan-store";
import { type StepContext } from "../step-context";
import { UNSAVED_STATE, unsavedState } from "./rescue-state";

/** A failed apply, with whether it may have changed something. */
export interface ExplainedApply extends Explained {
  readonly untouched: boolean;
}

/** Say what an apply that did not end well left behind, and what to do next. */
export async function explainApply(
  terraform: Terraform,
  files: RunDirectory,
  error: unknown,
): Promise<ExplainedApply> {
  if (error instanceof LockHeldError) return { error, untouched: true };
  if (error instanceof TerraformError && /Saved plan is stale/.test(error.message)) {
    const problem =
      "the state has changed since this plan was made (terraform: saved plan is stale), nothing was changed: " +
      "plan and approve again";
    return { error: new RefusedError(problem, { cause: error }), untouched: true };
  }
  const done = "what was done before is in the state, plan again to do the rest";
  const explained = await explainFailure(terraform, error, done);
  const { error: failure } = explained;
  // Without the state that terraform could not save, what it made would be forgotten.
  const unsaved = failure instanceof Error ? await unsavedState(terraform, files, error) : undefined;
  if (!(failure instanceof Error) || unsaved === undefined) return { ...explained, untouched: false };
  const text = `${failure.message}\n${unsaved}`;
  const whole =
    failure instanceof InterruptedError
      ? new InterruptedError(text)
      : new UserError(text, { cause: failure });
  return { ...explained, error: whole, untouched: false };
}

/** Keep what a failed apply left where it outlives this machine. The failure itself is what the user must see. */
export async function keepEvidence(
  files: RunDirectory,
  store: PlanStore | undefined,
  context: StepContext,
): Promise<void> {
  if (store === undefined) return;
  const evidence = [
    [UNSAVED_STATE, join(files.work, UNSAVED_STATE)],
    ["apply.json", files.apply],
    // Who approved is in no artifact of an action that failed.
    ["approval.json", files.approval],
  ] as const;
  for (const [name, path] of evidence) {
    try {
      if (!(await exists(path))) continue;
      context.report(`apply: ${name} is kept as ${await store.putEvidence(name, await readFile(path))}`);
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      context.report(
        `apply: ${path} could not be kept elsewhere, copy it before this machine ends: ${reason}`,
      );
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
