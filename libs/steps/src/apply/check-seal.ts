import { join } from "node:path";

import { formatCell, isSameCell } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";

import { type Approval, type ApprovalPolicy } from "../approve/approval";
import { needsApproval } from "../approve/approve";
import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { digestOfFile, digestOfFolder } from "../digest";
import { digestOfWork } from "../plan/plan";
import { type PlanSummary } from "../plan/plan-summary";
import { type RunDirectory } from "../run-directory";
import { type SourceManifest } from "../source/source-manifest";

/** All that must fit together before a plan is applied. */
export interface Sealed {
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly destination: Destination;
  readonly policy: ApprovalPolicy;
  readonly summary: PlanSummary;
  readonly approval: Approval;
  readonly manifest: SourceManifest | undefined;
}

/**
 * Check that what would be applied is what was planned and approved, for this cell, account and cloud.
 *
 * @throws RefusedError that names everything that differs
 */
export async function checkSeal(sealed: Sealed): Promise<void> {
  const problems = [
    ...destinationProblems(sealed),
    ...approvalProblems(sealed),
    ...(await digestProblems(sealed)),
  ];
  if (problems.length === 0) return;
  throw new RefusedError(
    `this plan is not applied, plan and approve again:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
  );
}

function destinationProblems({ summary, destination, cloud, manifest }: Sealed): string[] {
  const problems: string[] = [];
  const differs = (what: string, planned: string, now: string): void => {
    if (planned !== now) problems.push(`${what}: planned for ${planned}, to be applied to ${now}`);
  };
  if (!isSameCell(summary.cell, destination.cell)) {
    differs("cell", formatCell(summary.cell), formatCell(destination.cell));
  }
  differs("account", summary.accountId, destination.accountId);
  differs("stack", summary.stackName, destination.stackName);
  differs("cloud", summary.cloud, cloud.kind);
  differs("provider", summary.provider, cloud.provider.kind);
  differs("tag", summary.tag ?? "no tag", manifest?.tag ?? "no tag");
  differs("commit", summary.commit ?? "no commit", manifest?.commit ?? "no commit");
  return problems;
}

function approvalProblems({ summary, approval, policy }: Sealed): string[] {
  const { tfplan, config } = approval.plan;
  if (tfplan !== summary.digests.tfplan || config !== summary.digests.config) {
    return [
      `approval: was given to another plan (${short(tfplan)}), this one is ${short(summary.digests.tfplan)}`,
    ];
  }
  if (needsApproval(policy, summary) && approval.decision !== "approved") {
    return [`approval: policy ${policy} needs one for this plan, none was given`];
  }
  return [];
}

async function digestProblems({ files, summary, destination }: Sealed): Promise<string[]> {
  const { digests } = summary;
  const checks: readonly (readonly [string, string, Promise<string>])[] = [
    ["saved plan", digests.tfplan, digestOfFile(files.planFile)],
    ["JSON of the plan", digests.planJson, digestOfFile(files.planJson)],
    ["synthesized configuration", digests.config, digestOfFolder(join(files.synth, destination.stackName))],
    ["planned folder", digests.work, digestOfWork(files)],
  ];
  const problems = checks.map(async ([what, expected, reading]) => {
    const actual = await reading.catch((error: unknown) => `unreadable, ${String(error)}`);
    return actual === expected ? [] : [`${what}: was altered after it was planned (${short(actual)})`];
  });
  return (await Promise.all(problems)).flat();
}

function short(digest: string): string {
  return /^[0-9a-f]{64}$/.test(digest) ? digest.slice(0, 12) : digest;
}
