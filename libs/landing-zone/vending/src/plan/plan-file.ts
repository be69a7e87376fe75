import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { UserError } from "@tagform/outcome";

import { type AccountPlan, planDigest } from "./account-plan";

/** A plan as it is kept, with its digest. */
export interface KeptPlan {
  readonly digest: string;
  readonly plan: AccountPlan;
}

/** Writes a plan so that readers see all of it or nothing. */
export async function writePlan(path: string, plan: AccountPlan): Promise<KeptPlan> {
  const kept: KeptPlan = { digest: planDigest(plan), plan };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.partial`, `${JSON.stringify(kept, undefined, 2)}\n`);
  await rename(`${path}.partial`, path);
  return kept;
}

/** @throws UserError if there is none, or if it is not the plan that its digest is of */
export async function readPlan(path: string): Promise<KeptPlan> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new UserError(`there is no plan in ${path}: run tagform accounts plan first`, { cause });
  });
  const kept = parse(text);
  if (kept === undefined || planDigest(kept.plan) !== kept.digest) {
    throw new UserError(`${path} is not what tagform accounts plan wrote there: run it again`);
  }
  return kept;
}

function parse(text: string): KeptPlan | undefined {
  try {
    const value = JSON.parse(text) as Partial<KeptPlan> | null;
    const isPlan = value?.plan?.format === 1 && Array.isArray(value.plan.accounts);
    return isPlan && typeof value.digest === "string" ? (value as KeptPlan) : undefined;
  } catch {
    return undefined;
  }
}
