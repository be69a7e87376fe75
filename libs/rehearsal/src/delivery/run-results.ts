import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { UserError } from "@tagform/outcome";
import { type ApplyResult, type PlanSummary, runDirectory } from "@tagform/steps";

/** What a whole run left behind, as far as a rehearsal tells it. */
export interface RunResults {
  readonly result: ApplyResult["result"];
  readonly outputs: ApplyResult["outputs"];
  /** `s3://bucket/key` of the deployment record, if it lies in the cloud. */
  readonly recordLocation?: string;
}

/** What `plan` counted. */
export async function readPlanLine(run: string): Promise<Pick<PlanSummary, "line" | "noChanges">> {
  const file = runDirectory(run).planSummary;
  const { line, noChanges } = await readObject(file);
  if (typeof line === "string" && typeof noChanges === "boolean") return { line, noChanges };
  throw new UserError(`${file} is no plan summary: it has no line and noChanges`);
}

export async function readRunResults(run: string): Promise<RunResults> {
  const files = runDirectory(run);
  const { result, outputs } = await readObject(files.apply);
  const { location } = await readObject(files.record);
  if (!isResult(result)) throw new UserError(`${files.apply} has no result of an apply`);
  return {
    result,
    outputs: isObject(outputs) ? outputs : {},
    ...(typeof location === "string" ? { recordLocation: location } : {}),
  };
}

/** Every report of verify, the plan for people, and the record: files that exist. */
export async function reportFiles(run: string): Promise<string[]> {
  const files = runDirectory(run);
  const reports = (await namesIn(files.verify)).filter((name) => name.startsWith("report.")).sort();
  const wanted = [...reports.map((name) => join(files.verify, name)), files.planText, files.record];
  const there = new Set<string>();
  for (const folder of new Set(wanted.map(dirname))) {
    for (const name of await namesIn(folder)) there.add(join(folder, name));
  }
  return wanted.filter((file) => there.has(file));
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}

async function readObject(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const content: unknown = JSON.parse(await readFile(file, "utf8"));
    if (isObject(content)) return content;
  } catch (cause) {
    throw new UserError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  throw new UserError(`${file} must hold a JSON object`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isResult(value: unknown): value is ApplyResult["result"] {
  const results: readonly unknown[] = ["applied", "unchanged", "destroyed", "failed", "interrupted"];
  return results.includes(value);
}
