import { copyFile, cp, rm } from "node:fs/promises";
import { join } from "node:path";

import {
  type ProviderSource,
  Terraform,
  terraformEnvironment,
  type Tool,
  type ToolFinding,
} from "@tagform/toolchain";

import { type StepContext } from "../step-context";
import { type CheckResult } from "./check-result";
import { parseValidate } from "./validate-output";

export interface TerraformCheckRequest {
  readonly terraform: Tool;
  /** Folder with the synthesized configuration; nothing is written into it. */
  readonly directory: string;
  /** Name of the synthesized file. */
  readonly file: string;
  /** Folder that terraform may work in; it is removed. */
  readonly work: string;
  readonly provider: ProviderSource;
  /** The committed dependency lock file; used when the provider comes from the registry. */
  readonly dependencyLock?: string;
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? /gm;

/** Is the configuration laid out as `terraform fmt` would? One finding for every place that is not. */
export async function checkFormat(
  request: TerraformCheckRequest,
  context: StepContext,
): Promise<CheckResult> {
  // Layout needs no provider.
  const terraform = await terraformIn(
    request.directory,
    { ...request, provider: { kind: "registry" } },
    context,
  );
  const diff = await terraform.fmtCheck();
  const places = diff === "" ? [] : [...diff.matchAll(HUNK)];
  const findings = places.map(([, first, count]): ToolFinding => {
    const line = Math.max(1, Number(first));
    const message = "not laid out as terraform fmt does";
    const endLine = line + Math.max(0, Number(count ?? 1) - 1);
    return { rule: "terraform_fmt", severity: "error", message, file: request.file, line, endLine };
  });
  // A difference whose places cannot be read is still one.
  if (diff !== "" && findings.length === 0)
    throw new Error(`terraform fmt printed no diff: ${diff.slice(0, 300)}`);
  return { findings, notes: [] };
}

/** Does the configuration fit the schema of its provider, without asking AWS for anything? */
export async function checkValid(request: TerraformCheckRequest, context: StepContext): Promise<CheckResult> {
  const { directory, work, file, provider, dependencyLock } = request;
  await removeWork(work);
  try {
    await cp(directory, work, { recursive: true });
    const isPinned = provider.kind === "registry" && dependencyLock !== undefined;
    if (isPinned) await copyFile(dependencyLock, join(work, ".terraform.lock.hcl"));
    const terraform = await terraformIn(work, request, context);
    await terraform.init({ backend: false, lockFile: isPinned ? "readonly" : "own" });
    const { findings, notes } = parseValidate(await terraform.validateJson(), file);
    const rehearsed =
      "validated with the rehearsal provider, which is not AWS: it knows less than the real one";
    return { findings, notes: provider.kind === "rehearsal" ? [rehearsed, ...notes] : notes };
  } finally {
    await removeWork(work);
  }
}

async function removeWork(work: string): Promise<void> {
  for (const folder of [work, settingsOf(work)]) await rm(folder, { recursive: true, force: true });
}

const settingsOf = (work: string): string => `${work}.settings`;

async function terraformIn(
  directory: string,
  { terraform, provider, work }: TerraformCheckRequest,
  { env, signal, insist }: StepContext,
): Promise<Terraform> {
  return new Terraform({
    path: terraform.path,
    directory,
    env: await terraformEnvironment({ env: withoutAws(env), provider, folder: settingsOf(work) }),
    signal,
    ...(insist === undefined ? {} : { insist }),
  });
}

function withoutAws(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_")));
}
