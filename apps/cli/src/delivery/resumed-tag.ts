import { formatCell } from "@tagform/deployment";
import { prepareResume } from "@tagform/steps";

import type { Context } from "../context";
import type { StateOptions } from "../state-options";
import { actor } from "./actor";
import { loadRun } from "./load-run";
import { stepContext } from "./step-context";

/**
 * The tag of a run whose apply ended half-way, once what that left is in order.
 *
 * @throws RefusedError, LockHeldError if it must not be resumed
 */
export async function resumedTag(context: Context, run: string, options: StateOptions): Promise<string> {
  const { cell, manifest, environment, destination } = await loadRun(run, options, context.env);
  const { state } = destination;
  const { locks } = environment.state;
  const { ended, release } = await prepareResume(
    { run, cell, state, locks, actor: actor() },
    stepContext(context),
  );
  const because = ended.error?.split("\n")[0] ?? "it does not say why";
  context.note(`resume: apply of ${manifest.tag} ended as ${ended.result}: ${because}`);
  if (release.location !== undefined) {
    context.note(
      `resume: released the lock of ${formatCell(cell)} (${release.proof ?? ""}): ${release.location}`,
    );
  }
  context.note(`resume: ${manifest.tag} is planned anew, in a new run, which needs an approval of its own`);
  return manifest.tag;
}
