import { readFile, rm } from "node:fs/promises";

import { INFRA_BUILD_ROLE } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { digestOfBytes } from "../digest";
import { writeJson, writeWhole } from "../json-file";
import { type PlanSummary } from "../plan/plan-summary";
import { type RunDirectory } from "../run-directory";
import { type SourceManifest } from "../source/source-manifest";
import { type StepContext } from "../step-context";
import { canonicalJson } from "./canonical-json";
import { lockedProviders } from "./lock-file";
import { readPlanFile } from "./plan-file";
import { planFileProblems, readLockFile } from "./plan-file-problems";
import { planStore } from "./plan-store";
import { sealKey, type SealSettings } from "./seal-key";
import { SEAL_VERSION, type SealedDigests, type SealedTool, type SealStatement } from "./seal-statement";

export interface SealRequest {
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly destination: Destination;
  readonly manifest: SourceManifest | undefined;
  readonly settings: SealSettings;
  readonly summary: Omit<PlanSummary, "seal">;
  readonly tool: SealedTool;
  /** Role as which the plan may be applied. */
  readonly applyRole: string;
  /** Days until the plan may no longer be applied. */
  readonly validDays: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Seal the plan of a run: state all that identifies it, sign that, and put both with the plan where apply finds them. A
 * plan that is kept elsewhere does not stay in the run directory, which others may read.
 *
 * @returns digest of the statement: what is approved
 * @throws RefusedError if terraform planned something else than lies in the planned folder
 */
export async function sealPlan(request: SealRequest, context: StepContext): Promise<string> {
  const { files, settings, cloud, destination, manifest } = request;
  const statement = await stateAll(request);
  const text = canonicalJson(statement);
  const bytes = Buffer.from(text);
  const signature = await sealKey(settings, cloud, context).sign(bytes);
  await writeWhole(files.seal, text);
  await writeJson(files.sealSignature, signature);
  const digest = digestOfBytes(bytes);
  const store = planStore({ settings, cloud, destination, tagObject: manifest?.tagObject });
  if (store !== undefined) {
    const planFile = await readFile(files.planFile);
    await store.putSealed(digest, {
      planFile,
      statement: bytes,
      signature: await readFile(files.sealSignature),
    });
    for (const secret of [files.planFile, files.planJson]) await rm(secret);
  }
  return digest;
}

async function stateAll(request: SealRequest): Promise<SealStatement> {
  const { files, destination, manifest, summary, tool, applyRole, validDays } = request;
  const { mode, noChanges, line, cell, accountId, stackName, cloud, provider, createdAt } = summary;
  const locked = Object.entries(lockedProviders(await readLockFile(files)));
  return {
    version: SEAL_VERSION,
    ...{ mode, noChanges, line, cell, accountId, stackName },
    ...(manifest === undefined
      ? {}
      : { tag: manifest.tag, tagObject: manifest.tagObject, commit: manifest.commit }),
    ...{ cloud, provider },
    roles: { plan: summary.session?.roleName ?? INFRA_BUILD_ROLE, apply: applyRole },
    state: { bucket: destination.state.bucket, key: destination.state.key, ...summary.state },
    digests: await digestAll(files, summary),
    terraform: tool,
    providers: Object.fromEntries(locked.map(([source, { version }]) => [source, version])),
    createdAt,
    expiresAt: new Date(Date.parse(createdAt) + validDays * DAY_MS).toISOString(),
  };
}

async function digestAll(files: RunDirectory, summary: SealRequest["summary"]): Promise<SealedDigests> {
  const content = await readPlanFile(files.planFile);
  const problems = await planFileProblems(files, content);
  if (problems.length > 0) {
    throw new RefusedError(
      `the planned folder was altered while it was planned: plan again\n${problems.map((one) => `  ${one}`).join("\n")}`,
    );
  }
  return { ...summary.digests, planConfig: content.config, lockFile: await digestOfLockFile(files) };
}

/** `none` where no provider is used. */
export async function digestOfLockFile(files: RunDirectory): Promise<string> {
  const text = await readLockFile(files);
  return text === "" ? "none" : digestOfBytes(text);
}
