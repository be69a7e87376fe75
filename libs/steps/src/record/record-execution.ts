import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import { recordsFolder } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";

import { APPLY_RESULT } from "../apply/apply-result";
import { type Cloud, readCloud } from "../cloud";
import { isMissingFile, readOptionalRunFile, readRunFile, writeWhole } from "../json-file";
import { type RunDirectory, runDirectory } from "../run-directory";
import { SOURCE_MANIFEST, type SourceManifest } from "../source/source-manifest";
import { type StepContext } from "../step-context";
import { VERIFY_REPORT } from "../verify/verify-report";
import { type DeploymentRecord } from "./deployment-record";
import { executionEvidence } from "./execution-evidence";
import { eachKey, type PastRecord, readRecord, unreadableRecords } from "./read-records";
import { record, type RecordRequest, type RunFailure } from "./record";
import { recordKey } from "./record-key";
import { storageClient } from "./record-storage";

export interface ExecutionRequest {
  /** The run directory as source stored it: the manifest and the tree. */
  readonly run: string;
  readonly destination: RecordRequest["destination"];
  readonly execution: NonNullable<DeploymentRecord["execution"]>;
  /** The tag that was to be delivered; refused if it is not the run's. */
  readonly tag: string;
  /**
   * When the execution began.
   *
   * @default - when its commit was published
   */
  readonly startedAt?: Date | undefined;
  /**
   * The step that ended the execution: `lint`, `approve`, ...
   *
   * @default - it came to its end
   */
  readonly failedStep?: string | undefined;
  /**
   * Folder with what the last of its steps handed over.
   *
   * @default - none handed anything over
   */
  readonly artifact?: string | undefined;
  /**
   * The bucket of sealed plans, in which a failed apply leaves what it knows.
   *
   * @default - it left nothing
   */
  readonly plansBucket?: string | undefined;
}

/**
 * Record an execution of a pipeline, however it ended, once: what was recorded before is found and left as it is.
 *
 * @throws RefusedError if the run directory is that of another tag, UserError if the record could not be stored
 */
export async function recordExecution(request: ExecutionRequest, context: StepContext): Promise<PastRecord> {
  const { run, destination, execution, tag, artifact, failedStep } = request;
  const files = runDirectory(run);
  const manifest = await readRunFile(files.sourceManifest, SOURCE_MANIFEST);
  if (manifest.tag !== tag) {
    throw new RefusedError(
      `execution ${execution.id} was to deliver tag "${tag}", this run is of "${manifest.tag}"`,
    );
  }
  const cloud = await readCloud(files);
  const known = await knownRecord(cloud, request, manifest);
  if (known !== undefined) {
    context.report(`record: execution ${execution.id} is recorded already`);
    return known;
  }
  if (artifact !== undefined) await takeOver(runDirectory(artifact), files);
  const evidence = await takeEvidence(cloud, request, manifest);
  const failure = failedStep === undefined ? undefined : await failureOf(failedStep, execution, files);
  return record(
    {
      ...{ run, destination, execution, evidence },
      tools: await scanners(runDirectory(artifact ?? run)),
      actor: `pipeline ${execution.pipeline}`,
      startedAt: request.startedAt ?? new Date(manifest.publishedAt ?? Date.now()),
      ...(failure === undefined ? {} : { failure }),
    },
    context,
  );
}

/** The record of the same execution, from a build that ended after it was written and before anybody knew. */
async function knownRecord(
  cloud: Cloud,
  { destination: { state }, execution }: ExecutionRequest,
  manifest: SourceManifest,
): Promise<PastRecord | undefined> {
  const client = await storageClient(cloud, state);
  const folder = recordsFolder(state);
  const ending = recordKey(state, new Date(0), manifest).split("Z_").at(-1) ?? "";
  try {
    for await (const key of eachKey(client, state.bucket, folder)) {
      if (!key.endsWith(`Z_${ending}`)) continue;
      const past = await readRecord(client, state.bucket, key);
      if (past.execution?.id === execution.id) return past;
    }
    return undefined;
  } catch (cause) {
    throw unreadableRecords(state, cause);
  } finally {
    client.destroy();
  }
}

/** What plan, approve and apply left, as far as a record tells it; nothing else of an artifact gets into the run. */
async function takeOver(from: RunDirectory, to: RunDirectory): Promise<void> {
  for (const part of ["planSummary", "approval", "apply"] as const) {
    await mkdir(dirname(to[part]), { recursive: true });
    try {
      await copyFile(from[part], to[part]);
    } catch (error) {
      if (!isMissingFile(error)) throw error;
    }
  }
}

/** Versions of the tools that checked the configuration, besides terraform's, which the plan holds. */
async function scanners({ verify }: RunDirectory): Promise<Record<string, string>> {
  const report = await readOptionalRunFile(join(verify, "report.json"), VERIFY_REPORT);
  const checks = report?.checks.filter(({ name }) => name === "tflint" || name === "checkov") ?? [];
  return Object.fromEntries(
    checks.flatMap(({ name, version }) => (version === undefined ? [] : [[name, version] as const])),
  );
}

async function takeEvidence(
  cloud: Cloud,
  { run, plansBucket, execution, destination, failedStep }: ExecutionRequest,
  manifest: SourceManifest,
): Promise<readonly string[]> {
  if (plansBucket === undefined || failedStep === undefined) return [];
  const { region } = destination.state;
  const found = await executionEvidence({
    cloud,
    region,
    bucket: plansBucket,
    manifest,
    execution: execution.id,
  });
  const files = runDirectory(run);
  if (found.apply !== undefined) await writeWhole(files.apply, found.apply);
  if (found.approval !== undefined) await writeWhole(files.approval, found.approval);
  return found.locations;
}

async function failureOf(
  step: string,
  { pipeline, id }: ExecutionRequest["execution"],
  files: RunDirectory,
): Promise<RunFailure> {
  const name = step.toLowerCase();
  const applied = name === "apply" ? await readOptionalRunFile(files.apply, APPLY_RESULT) : undefined;
  return {
    step: name,
    message: applied?.error ?? `${name} ended execution ${id} of pipeline ${pipeline}: its log says why`,
    interrupted: applied?.result === "interrupted",
  };
}
