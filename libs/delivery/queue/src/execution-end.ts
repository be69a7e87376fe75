import type { DeliveryFailure, DeliveryResult } from "./delivery-item";
import type { ActionRun } from "./delivery-runner";

/** Longer reasons are in the log. */
const LONGEST_REASON = 500;

/** Where and why an execution failed; undefined for one that succeeded. */
export function failureOf(
  result: DeliveryResult,
  actions: readonly ActionRun[],
): DeliveryFailure | undefined {
  if (result === "succeeded") return undefined;
  const newest = actions.toSorted((left, right) => right.updatedAt - left.updatedAt);
  const failed =
    newest.find(({ status }) => status === "failed") ?? newest.find(({ status }) => status !== "succeeded");
  return {
    ...(failed === undefined ? {} : { stage: failed.stage }),
    reason: shortened(failed?.reason ?? reasonWithoutAction(result)),
    ...(failed?.logUrl === undefined ? {} : { logUrl: failed.logUrl }),
  };
}

/** The step that a failed delivery came to, `plan`: before any of the pipeline there is what source stored, and no more. */
export const failedStep = (failure: DeliveryFailure | undefined): string | undefined =>
  failure === undefined ? undefined : (failure.stage ?? "Source").toLowerCase();

/** What the last action that handed something over did: it holds what those before had made as well. */
export function newestArtifact(actions: readonly ActionRun[]): ActionRun["artifact"] {
  const made = actions.filter(({ artifact, category }) => artifact !== undefined && category !== "Source");
  return made.toSorted((left, right) => right.updatedAt - left.updatedAt)[0]?.artifact;
}

const reasonWithoutAction = (result: DeliveryResult): string =>
  result === "vanished" ? "CodePipeline does not know the execution any more" : `the execution was ${result}`;

function shortened(reason: string): string {
  const line = reason.replaceAll(/\s+/g, " ").trim();
  return line.length <= LONGEST_REASON ? line : `${line.slice(0, LONGEST_REASON - 1)}…`;
}
