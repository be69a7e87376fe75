import { join } from "node:path";

import { UserError } from "@tagform/outcome";
import {
  describeLock,
  InterruptedError,
  type LockInfo,
  Terraform,
  terraformEnvironment,
  TerraformError,
} from "@tagform/toolchain";

import { type CellSession, sessionVariable } from "./cell-session";
import { type Cloud } from "./cloud";
import { cloudEnvironment } from "./cloud-environment";
import { LockLabeller } from "./lock/label-lock";
import { requireTool } from "./require-tool";
import { type RunDirectory } from "./run-directory";
import { type StepContext } from "./step-context";

/** Seconds to wait for a lock that another run holds. */
const LOCK_TIMEOUT_SECONDS = { aws: 300, embedded: 20 } as const;

/** An embedded AWS has no other runs to wait for. */
export const lockTimeoutOf = ({ kind }: Cloud): number => LOCK_TIMEOUT_SECONDS[kind];

export interface RunTerraformRequest {
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly session: CellSession | undefined;
}

/** Terraform in the working folder of a run, talking to the run's cloud. */
export async function runTerraform(
  { files, cloud, session }: RunTerraformRequest,
  context: StepContext,
): Promise<Terraform> {
  const { path } = await requireTool("terraform", context);
  const env = await terraformEnvironment({
    env: cloudEnvironment(cloud, context.env),
    additions: sessionVariable(session),
    provider: cloud.provider,
    folder: join(files.root, "terraform"),
  });
  return new Terraform({
    path,
    directory: files.work,
    env,
    // The embedded AWS is on this machine and its credentials open nothing else; those of AWS are never shown.
    shownEnv: cloud.kind === "embedded" ? cloud.environment : {},
    signal: context.signal,
    watch: new LockLabeller(files, cloud, context),
    ...(context.insist === undefined ? {} : { insist: context.insist }),
  });
}

export async function initialize(terraform: Terraform, cloud: Cloud): Promise<void> {
  await terraform.init({
    backend: cloud.backendConfig,
    lockFile: cloud.provider.kind === "registry" ? "readonly" : "own",
  });
}

/** What a run that did not end well left on the state. */
export interface LeftBehind {
  readonly lock?: LockInfo & { readonly release: string };
  /** One or more sentences for people, each on its line. */
  readonly text: string;
}

/** Find out what happened to the lock, and say what to do next. */
export async function lookBehind(terraform: Terraform): Promise<LeftBehind> {
  const state = await terraform.lockState();
  if (state.kind === "free") return { text: "the state is not locked" };
  if (state.kind === "unknown") {
    return { text: notFoundOut(state.reason) };
  }
  const release = terraform.releaseCommand(state.info.id);
  return { lock: { ...state.info, release }, text: describeLock(state.info, release) };
}

/** A failure, with what it left behind in its message. */
export interface Explained {
  readonly error: unknown;
  readonly left?: LeftBehind;
}

/**
 * A step failed. Where terraform could not end in good order (Ctrl-C, killed, lock not released), find out what
 * became of the lock and say so.
 *
 * @param whatHappened what an interruption means for the cell
 */
export async function explainFailure(
  terraform: Terraform,
  error: unknown,
  whatHappened: string,
): Promise<Explained> {
  const isInterrupted = error instanceof InterruptedError;
  if (!isInterrupted && !(error instanceof TerraformError && mayHaveLeftALock(error))) return { error };
  const left = await lookBehind(terraform).catch((cause: unknown) => ({ text: notFoundOut(String(cause)) }));
  const explained = isInterrupted
    ? new InterruptedError(`${error.message}: ${whatHappened}; ${left.text}`, { cause: error })
    : new UserError(`${error.message}\n${left.text}`, { cause: error });
  return { error: explained, left };
}

function mayHaveLeftALock({ result }: TerraformError): boolean {
  return result.signal !== undefined || /releasing the state lock/i.test(result.stderr);
}

function notFoundOut(reason: string): string {
  return `whether the state is still locked could not be found out: ${reason}`;
}
