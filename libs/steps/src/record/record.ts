import { latestFolder, type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import {
  APPLY_RESULT,
  type ApplyResult,
  type DeploymentResult,
  resultWithoutChanges,
} from "../apply/apply-result";
import { APPROVAL } from "../approve/approval";
import { readCloud } from "../cloud";
import { type Destination } from "../destination";
import { readOptionalRunFile, writeJson } from "../json-file";
import { PLAN_SUMMARY, type PlanSummary } from "../plan/plan-summary";
import { type RunDirectory, runDirectory } from "../run-directory";
import { SOURCE_MANIFEST, type SourceManifest } from "../source/source-manifest";
import { type StepContext } from "../step-context";
import { type DeploymentRecord } from "./deployment-record";
import { type LatestRun } from "./latest-run";
import { forgetEarlier, type LatestRequest, markLatest } from "./latest-storage";
import { recordKey } from "./record-key";
import { putRecord } from "./record-storage";

/** A step that ended a run before it was applied, or while it was. */
export interface RunFailure {
  /** `verify`, `plan`, ... */
  readonly step: string;
  readonly message: string;
  /** True for Ctrl-C. */
  readonly interrupted: boolean;
}

export interface RecordRequest {
  /** The run directory. */
  readonly run: string;
  readonly destination: Destination;
  /** Who ran it: `ada@laptop`, the ARN of a pipeline's role. */
  readonly actor: string;
  readonly startedAt: Date;
  /** @default - the run came to its end */
  readonly failure?: RunFailure;
  /**
   * The execution of a pipeline that it was. What was planned without a change ends there.
   *
   * @default - it ran on a laptop
   */
  readonly execution?: DeploymentRecord["execution"];
  /**
   * What a failed apply left, `s3://bucket/key`.
   *
   * @default - nothing
   */
  readonly evidence?: readonly string[];
  /**
   * Versions of tools besides terraform's, by name.
   *
   * @default - none
   */
  readonly tools?: Readonly<Record<string, string>>;
}

/**
 * Write down what a run did, beside the state of its cell and in the run directory. A record is written once and
 * never changed; failed and interrupted runs have one as well.
 *
 * @throws UserError if a run that came to its end, or was a pipeline's, could not be recorded beside the state. For
 * another run that failed this is only reported, so that the failure itself is what the user sees.
 */
export async function record(request: RecordRequest, context: StepContext): Promise<DeploymentRecord> {
  const files = runDirectory(request.run);
  const cloud = await readCloud(files);
  const { state } = request.destination;
  const made = await compose(request, files, cloud);
  const body = `${JSON.stringify(made, null, 2)}\n`;
  await writeJson(files.record, made);
  const latest = { cloud, state, run: latestRunOf(made) };
  try {
    await bothOf(
      putRecord({ cloud, state, key: keyOf(made.location, state), body }),
      markLatest(latest, made.location),
    );
    context.report(`record: ${made.result}, kept as ${made.location}`);
  } catch (cause) {
    const problem =
      `the run (${made.result}) could not be recorded as ${made.location}: ` +
      `${cause instanceof Error ? cause.message : String(cause)}; its record is ${files.record}`;
    if (request.failure === undefined || request.execution !== undefined)
      throw new UserError(problem, { cause });
    context.report(`record: ${problem}`);
    return made;
  }
  await tidy(latest, context);
  return made;
}

/** Neither is given up because the other fails: the record is worth having without its mark, and the other way. */
async function bothOf(...attempts: readonly Promise<void>[]): Promise<void> {
  for (const attempt of await Promise.allSettled(attempts)) {
    if (attempt.status === "rejected") throw attempt.reason;
  }
}

/** A mark that stays although it is old costs a line of a listing, and changes nothing that is shown. */
async function tidy(latest: LatestRequest, context: StepContext): Promise<void> {
  try {
    await forgetEarlier(latest);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    context.report(`record: marks of earlier runs stay in ${latestFolder(latest.run.cell)}: ${reason}`);
  }
}

async function compose(
  request: RecordRequest,
  files: RunDirectory,
  { kind }: { readonly kind: DeploymentRecord["cloud"] },
): Promise<DeploymentRecord> {
  const { destination, actor, startedAt, failure, execution, evidence = [], tools = {} } = request;
  const manifest = await readOptionalRunFile(files.sourceManifest, SOURCE_MANIFEST);
  const summary = await readOptionalRunFile(files.planSummary, PLAN_SUMMARY);
  const approval = await readOptionalRunFile(files.approval, APPROVAL);
  const applied = await readOptionalRunFile(files.apply, APPLY_RESULT);
  const finishedAt = new Date();
  const key = recordKey(destination.state, finishedAt, manifest);
  return {
    cell: destination.cell,
    accountId: destination.accountId,
    result: resultOf(
      { failure, applied, planned: execution !== undefined && summary?.noChanges ? summary : undefined },
      files,
    ),
    ...factsOfSource(manifest),
    ...factsOfPlan(summary),
    ...factsOfSeal(applied),
    ...(approval === undefined ? {} : { approval }),
    tools: {
      ...tools,
      ...(summary === undefined ? {} : { [summary.terraform.product]: summary.terraform.version }),
    },
    cloud: kind,
    actor,
    ...(execution === undefined ? {} : { execution }),
    ...(evidence.length === 0 ? {} : { evidence }),
    ...factsOfFailure(failure, applied),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    location: `s3://${destination.state.bucket}/${key}`,
  };
}

interface RunEnd {
  readonly failure: RunFailure | undefined;
  readonly applied: ApplyResult | undefined;
  /** A plan that changes nothing, after which nothing came. */
  readonly planned: PlanSummary | undefined;
}

function resultOf({ failure, applied, planned }: RunEnd, files: RunDirectory): DeploymentResult {
  if (failure !== undefined) return failure.interrupted ? "interrupted" : "failed";
  if (applied !== undefined) return applied.result;
  if (planned !== undefined) return resultWithoutChanges(planned.mode);
  throw new UserError(`this run has no apply result (${files.apply}): run tagform apply first`);
}

function factsOfSource(
  manifest: SourceManifest | undefined,
): Pick<DeploymentRecord, "tag" | "version" | "tagObject" | "commit" | "tree"> {
  if (manifest === undefined) return {};
  const { tag, version, tagObject, commit, digest } = manifest;
  return { tag, version, tagObject, commit, tree: digest };
}

function factsOfPlan(
  summary: PlanSummary | undefined,
): Pick<DeploymentRecord, "digests" | "summary" | "state" | "provider"> {
  if (summary === undefined) return {};
  const { digests, line, state, provider } = summary;
  return { digests, summary: line, provider, ...(state === undefined ? {} : { state }) };
}

function factsOfSeal(applied: ApplyResult | undefined): Pick<DeploymentRecord, "seal"> {
  return applied === undefined || applied.untouched === true ? {} : { seal: applied.seal };
}

function factsOfFailure(
  failure: RunFailure | undefined,
  applied: ApplyResult | undefined,
): Pick<DeploymentRecord, "failure"> {
  if (failure !== undefined) return { failure: { step: failure.step, message: failure.message } };
  return applied?.error === undefined ? {} : { failure: { step: "apply", message: applied.error } };
}

function latestRunOf({ cell, finishedAt, result, version, commit, failure }: DeploymentRecord): LatestRun {
  return {
    cell,
    at: new Date(finishedAt),
    result,
    ...(version === undefined ? {} : { version }),
    ...(commit === undefined ? {} : { commit }),
    ...(failure === undefined ? {} : { failedStep: failure.step }),
  };
}

function keyOf(location: string, { bucket }: StateLocation): string {
  return location.slice(`s3://${bucket}/`.length);
}
