import { access, rename } from "node:fs/promises";
import { basename, join } from "node:path";

import { formatCell } from "@tagform/deployment";
import { LockHeldError, RefusedError, UserError } from "@tagform/outcome";
import { type Terraform, TerraformError } from "@tagform/toolchain";

import { APPLY_RESULT, type ApplyResult } from "../apply/apply-result";
import { UNSAVED_STATE } from "../apply/rescue-state";
import { readCloud } from "../cloud";
import { readOptionalRunFile } from "../json-file";
import { runDirectory } from "../run-directory";
import { initialize, runTerraform } from "../run-terraform";
import { type StepContext } from "../step-context";
import { type CellLock, type LockedPlace, readCellLock } from "./cell-lock";
import { witnesses } from "./find-build";
import { type LockAct } from "./lock-record";
import { LockStore } from "./lock-store";
import { type LockRelease, releaseLock } from "./release-lock";

export interface ResumeRequest extends Pick<LockAct, "cell" | "state" | "actor">, LockedPlace {
  /** The run directory of the apply that ended half-way. */
  readonly run: string;
}

/** What was put in order, so that the cell can be planned anew. */
export interface Resumption {
  /** How the apply ended, and why. */
  readonly ended: Pick<ApplyResult, "result" | "error">;
  /** Whether it had kept a state that it could not save, which is saved now. */
  readonly savedState: boolean;
  readonly release: LockRelease;
}

/** The name of a state that was saved after all: nobody saves it twice. */
const SAVED_STATE = "saved.tfstate";

/**
 * Put in order what an apply left that ended half-way: save the state that it kept, then release the lock of the dead run.
 * The dead run's lock is what keeps others from the state until then. Nothing is planned or applied.
 *
 * @throws RefusedError if the run applied nothing or came to its end, or if it is not known whether who holds the lock still
 * lives; LockHeldError if somebody works with the state; UserError if the state cannot be saved
 */
export async function prepareResume(request: ResumeRequest, context: StepContext): Promise<Resumption> {
  const files = runDirectory(request.run);
  const cloud = await readCloud(files);
  const ended = await endOf(files.apply, request);
  const store = await LockStore.open(cloud, request.state);
  try {
    const asked = await witnesses(cloud, request.state.region);
    const lock = await readCellLock(store, request, asked);
    assertIsDead(lock, request);
    const hasUnsaved = await exists(join(files.work, UNSAVED_STATE));
    if (hasUnsaved) {
      const terraform = await runTerraform({ files, cloud, session: undefined }, context);
      if (!(await exists(join(files.work, ".terraform")))) await initialize(terraform, cloud);
      await saveState(terraform, files.work, lock.verdict === "free");
      context.report(`resume: the state that ${basename(request.run)} could not save is saved`);
    }
    const release = await releaseLock({ ...request, cloud, store, asked });
    const { result, error } = ended;
    return { ended: { result, ...(error === undefined ? {} : { error }) }, savedState: hasUnsaved, release };
  } finally {
    store.close();
  }
}

async function endOf(file: string, { run, cell }: ResumeRequest): Promise<ApplyResult> {
  const ended = await readOptionalRunFile(file, APPLY_RESULT);
  const name = formatCell(cell);
  if (ended === undefined) {
    throw new RefusedError(
      `${run} has begun to apply nothing to ${name}: there is nothing to resume, apply its tag`,
    );
  }
  if (ended.result !== "failed" && ended.result !== "interrupted") {
    throw new RefusedError(`${run} came to its end (${ended.result}): there is nothing to resume`);
  }
  return ended;
}

function assertIsDead(lock: CellLock, { cell }: ResumeRequest): void {
  if (lock.verdict === "free" || lock.isProvenDead) return;
  const name = formatCell(cell);
  if (lock.verdict === "held") {
    throw new LockHeldError(`${name} is not resumed: ${lock.because}: wait until that run has ended`);
  }
  throw new RefusedError(
    `${name} is not resumed: whether the run that holds the lock still lives is not known (${lock.because}): ` +
      `tagform lock show ${name} says what to do about it`,
  );
}

async function saveState(terraform: Terraform, work: string, takeLock: boolean): Promise<void> {
  try {
    await terraform.pushState(UNSAVED_STATE, takeLock);
  } catch (cause) {
    if (!(cause instanceof TerraformError)) throw cause;
    throw new UserError(
      `${cause.message}\nthe state in ${join(work, UNSAVED_STATE)} is not saved, and nothing was released: if the state has ` +
        "gone on since, compare the two, and import what is missing",
      { cause },
    );
  }
  await rename(join(work, UNSAVED_STATE), join(work, SAVED_STATE));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
