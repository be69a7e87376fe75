import { copyFile, cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type Cloud } from "../cloud";

/** The files of one cell's bootstrap. They stay until its state is in its bucket: another attempt goes on with them. */
export interface BootstrapFolder {
  readonly root: string;
  /** Where terraform runs. */
  readonly work: string;
  /** The state, as long as the bucket that it belongs into is not made. */
  readonly localState: string;
  readonly planFile: string;
  readonly planText: string;
}

export function bootstrapFolder(root: string): BootstrapFolder {
  return {
    root,
    work: join(root, "work"),
    localState: join(root, LOCAL_STATE),
    planFile: join(root, "tfplan"),
    planText: join(root, "plan.txt"),
  };
}

const LOCAL_STATE = "terraform.tfstate";

/** `local` beside the work folder, `own` where the cell's data says. */
export type BootstrapBackend = "local" | "own";

export interface PrepareBootstrap {
  /** Folder with the verified configuration, which is copied. */
  readonly configuration: string;
  readonly cloud: Cloud;
  readonly backend: BootstrapBackend;
  readonly dependencyLock?: string | undefined;
  /** ARN of the role as which the provider works; undefined for the caller's own. */
  readonly entranceArn?: string | undefined;
}

/**
 * Terraform's provider as the caller, or as a role that the caller may assume, not as `InfraBuildRole`: that role does not exist yet, or is what is made. No other
 * command writes this file, and none of a delivery accepts one: an override is refused there on the real AWS.
 */
const asCaller = (entranceArn: string | undefined): string => `provider "aws" {
  dynamic "assume_role" {
    for_each = ${JSON.stringify(entranceArn === undefined ? [] : [entranceArn])}
    content {
      role_arn = assume_role.value
    }
  }
}
`;

/** The path is absolute: of an attempt that was killed, terraform may go on in a folder that the next one replaces. */
const keptLocally = (file: string): string => `terraform {
  backend "local" {
    path = ${JSON.stringify(file)}
  }
}
`;

const BACKEND_FILE = "bootstrap_backend_override.tf";
const IMPORTS_FILE = "bootstrap_imports.tf";
const UNPROTECTED_FILE = "bootstrap_unprotected_override.tf";

/** Lay out the work folder anew; the state beside it stays. */
export async function prepareBootstrap(
  folder: BootstrapFolder,
  { configuration, cloud, backend, dependencyLock, entranceArn }: PrepareBootstrap,
): Promise<void> {
  for (const old of [folder.work, folder.planFile, folder.planText]) {
    await rm(old, { recursive: true, force: true });
  }
  await cp(configuration, folder.work, { recursive: true });
  const files = { ...cloud.overrides, "bootstrap_caller_override.tf": asCaller(entranceArn) };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.work, name), text);
  if (backend === "local") await writeFile(join(folder.work, BACKEND_FILE), keptLocally(folder.localState));
  if (cloud.provider.kind === "registry" && dependencyLock !== undefined) {
    await copyFile(dependencyLock, join(folder.work, ".terraform.lock.hcl"));
  }
}

/** From here on the work folder names the cell's own backend; terraform still knows where the state was. */
export async function forgetLocalBackend({ work }: BootstrapFolder): Promise<void> {
  await rm(join(work, BACKEND_FILE), { force: true });
}

/** Something that is there already, and would be taken over. */
export interface Import {
  readonly address: string;
  readonly id: string;
}

/** The imports that the next plan plans, or none. */
export async function writeImports({ work }: BootstrapFolder, imports: readonly Import[]): Promise<void> {
  const blocks = imports.map(
    ({ address, id }) => `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n`,
  );
  await writeOrRemove(join(work, IMPORTS_FILE), blocks);
}

/**
 * Let the next plans replace these resources, in order to tell why they would: protected ones end a plan without a reason.
 * Without any, everything is protected again, as it must be in a plan that is applied.
 */
export async function unprotect({ work }: BootstrapFolder, imports: readonly Import[]): Promise<void> {
  const blocks = imports.map(({ address }) => {
    const [type = "", name = ""] = address.split(".");
    return `resource "${type}" "${name}" {\n  lifecycle {\n    prevent_destroy = false\n  }\n}\n`;
  });
  await writeOrRemove(join(work, UNPROTECTED_FILE), blocks);
}

async function writeOrRemove(file: string, blocks: readonly string[]): Promise<void> {
  if (blocks.length === 0) await rm(file, { force: true });
  else await writeFile(file, blocks.join("\n"));
}
