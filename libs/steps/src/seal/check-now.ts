import { access } from "node:fs/promises";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";
import { type Terraform, TerraformError } from "@tagform/toolchain";

import { type Cloud } from "../cloud";
import { digestOfBytes } from "../digest";
import { type RunDirectory } from "../run-directory";
import { initialize } from "../run-terraform";
import { type StepContext } from "../step-context";
import { notApplied } from "./check-seal";
import { type SealStatement, shortDigest } from "./seal-statement";
import { sealedTool, toolProblems } from "./sealed-tool";

export interface NowRequest {
  readonly terraform: Terraform;
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly statement: SealStatement;
  /** Whether `terraform show -json` of the plan was compared already. */
  readonly hasPlanJson: boolean;
}

/**
 * Check, just before a plan is applied, what only terraform can tell: that it is the one that planned, that it gets the
 * providers that were planned with, and that the state is still the one that was planned against.
 *
 * @throws RefusedError that says by name what differs
 */
export async function checkNow(request: NowRequest, context: StepContext): Promise<void> {
  const { terraform, files, cloud, statement, hasPlanJson } = request;
  const problems = toolProblems(statement.terraform, await sealedTool(terraform, context));
  if (problems.length > 0) throw notApplied(problems);
  // A run that was carried to another machine has no `.terraform`.
  if (!(await exists(join(files.work, ".terraform")))) await initializeAsSealed(terraform, cloud);
  const state = stateProblems(statement.state, await terraform.stateVersion());
  const json = hasPlanJson ? [] : await planJsonProblems(terraform, files, statement);
  const differences = [...state, ...json];
  if (differences.length > 0) throw notApplied(differences);
}

async function initializeAsSealed(terraform: Terraform, cloud: Cloud): Promise<void> {
  try {
    await initialize(terraform, cloud);
  } catch (error) {
    if (!(error instanceof TerraformError) || !/checksum/i.test(error.message)) throw error;
    throw new RefusedError(
      `this plan is not applied: a provider's checksum is not that of the sealed lock file: ${error.message}`,
      { cause: error },
    );
  }
}

function stateProblems(
  planned: SealStatement["state"],
  now: { readonly lineage: string; readonly serial: number } | undefined,
): string[] {
  if (planned.lineage !== now?.lineage) {
    const differs = `planned against lineage ${planned.lineage ?? "none"}, it is ${now?.lineage ?? "none"}`;
    return [`state lineage: ${differs}: another state lies at its place`];
  }
  return planned.serial === now?.serial
    ? []
    : [`stale state: planned against serial ${planned.serial ?? "none"}, it is ${now?.serial ?? "none"}`];
}

async function planJsonProblems(
  terraform: Terraform,
  files: RunDirectory,
  { digests }: SealStatement,
): Promise<string[]> {
  const digest = digestOfBytes(await terraform.showPlanJson(files.planFile));
  return digest === digests.planJson
    ? []
    : [`JSON of the plan: terraform shows another plan than was sealed (${shortDigest(digest)})`];
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
