import { copyFile, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { isMissingFile } from "../json-file";
import { type RunDirectory } from "../run-directory";

export interface PrepareRequest {
  readonly destination: Pick<Destination, "stackName">;
  /** Path of the committed dependency lock file; used when the provider comes from the registry. */
  readonly dependencyLock?: string;
}

/** Make the folder that terraform plans: the synthesized configuration, overrides and the dependency lock file. */
export async function prepareFolders(
  files: RunDirectory,
  cloud: Cloud,
  request: PrepareRequest,
): Promise<void> {
  // What was approved or applied before belongs to another plan.
  for (const old of [files.work, files.plan, files.approval, files.apply]) {
    await rm(old, { recursive: true, force: true });
  }
  const synthesized = join(files.synth, request.destination.stackName);
  try {
    await cp(synthesized, files.work, { recursive: true });
  } catch (cause) {
    if (!isMissingFile(cause)) throw cause;
    throw new UserError(
      `this run has no synthesized configuration (${synthesized}): run tagform verify first`,
      {
        cause,
      },
    );
  }
  for (const [name, text] of Object.entries(cloud.overrides)) await writeFile(join(files.work, name), text);
  if (cloud.provider.kind === "registry" && request.dependencyLock !== undefined) {
    await copyFile(request.dependencyLock, join(files.work, ".terraform.lock.hcl"));
  }
  await mkdir(files.plan, { recursive: true, mode: 0o700 });
}
