import { join } from "node:path";

import { formatCell, INFRA_BUILD_ROLE, isSameCell } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";

import {
  type Approval,
  type ApprovalPolicy,
  approvalsNeeded,
  distinctApprovals,
  REHEARSAL,
} from "../approve/approval";
import { type CellSession } from "../cell-session";
import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { digestOfFile, digestOfFolder } from "../digest";
import { digestOfWork } from "../plan/digest-of-work";
import { type PlanSummary } from "../plan/plan-summary";
import { type RunDirectory } from "../run-directory";
import { type SourceManifest } from "../source/source-manifest";
import { type OpenedSeal } from "./open-seal";
import { readPlanFile } from "./plan-file";
import { planFileProblems } from "./plan-file-problems";
import { digestOfLockFile } from "./seal-plan";
import { shortDigest } from "./seal-statement";

/** All that must fit together before a plan is applied. */
export interface Sealed {
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly destination: Destination;
  readonly policy: ApprovalPolicy;
  /** As whom it would be applied; the configuration's own role without one. */
  readonly session: CellSession | undefined;
  readonly seal: OpenedSeal;
  /** What is wrong with the signature of the seal. */
  readonly signature: string | undefined;
  readonly summary: PlanSummary;
  readonly approval: Approval | undefined;
  readonly manifest: SourceManifest | undefined;
  /** The tag that the pipeline runs for; any where no pipeline runs. */
  readonly expectedTag: string | undefined;
  /** Whether `terraform show -json` of the plan lies in the run directory; else it is made again, and compared then. */
  readonly hasPlanJson: boolean;
}

/**
 * Check that what would be applied is what was planned, sealed and approved, for this cell, account and cloud, and that
 * it is still valid. Terraform is not asked.
 *
 * @throws RefusedError that names everything that differs
 */
export async function checkSeal(sealed: Sealed): Promise<void> {
  const problems = [
    ...sealProblems(sealed),
    ...destinationProblems(sealed),
    ...approvalProblems(sealed),
    ...(await digestProblems(sealed)),
    ...(await insideProblems(sealed)),
  ];
  if (problems.length > 0) throw notApplied(problems);
}

/** A refusal that says all reasons, each by its name. */
export function notApplied(problems: readonly string[]): RefusedError {
  return new RefusedError(
    `this plan is not applied, plan and approve again:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
  );
}

function sealProblems({ seal: { statement, digest }, signature, summary }: Sealed): string[] {
  const problems = signature === undefined ? [] : [`unsigned: the seal does not count, ${signature}`];
  if (Date.parse(statement.expiresAt) <= Date.now()) {
    problems.push(`expired: this plan was valid until ${statement.expiresAt}`);
  }
  if (summary.seal !== digest) {
    problems.push(
      `plan summary: is of plan ${shortDigest(summary.seal)}, the seal is ${shortDigest(digest)}`,
    );
  }
  return problems;
}

function destinationProblems(sealed: Sealed): string[] {
  const { destination, cloud, manifest, session, expectedTag } = sealed;
  const { statement } = sealed.seal;
  const problems: string[] = [];
  const differs = (what: string, planned: string, now: string): void => {
    if (planned !== now) problems.push(`${what}: planned for ${planned}, to be applied to ${now}`);
  };
  if (!isSameCell(statement.cell, destination.cell)) {
    differs("cell", formatCell(statement.cell), formatCell(destination.cell));
  }
  differs("account", statement.accountId, destination.accountId);
  differs("stack", statement.stackName, destination.stackName);
  differs("cloud", statement.cloud, cloud.kind);
  differs("provider", statement.provider, cloud.provider.kind);
  differs("tag", statement.tag ?? "no tag", manifest?.tag ?? "no tag");
  if (expectedTag !== undefined) differs("tag of the pipeline", statement.tag ?? "no tag", expectedTag);
  differs("tag object", statement.tagObject ?? "no tag", manifest?.tagObject ?? "no tag");
  differs("commit", statement.commit ?? "no commit", manifest?.commit ?? "no commit");
  differs("role", statement.roles.apply, session?.roleName ?? INFRA_BUILD_ROLE);
  const { bucket, key } = destination.state;
  differs("state", `s3://${statement.state.bucket}/${statement.state.key}`, `s3://${bucket}/${key}`);
  return problems;
}

function approvalProblems({ seal: { statement, digest }, approval, policy, cloud }: Sealed): string[] {
  const needed = approvalsNeeded(policy, statement);
  if (approval === undefined) {
    return needed === 0
      ? []
      : [`unapproved: policy ${policy} needs an approval of this plan, none was given`];
  }
  if (approval.plan !== digest) {
    const given = shortDigest(approval.plan);
    return [
      `unapproved: the approval was given to another plan (${given}), this one is ${shortDigest(digest)}`,
    ];
  }
  if (needed === 0) return [];
  if (approval.decision === "not-needed") {
    return [`unapproved: policy ${policy} needs an approval of this plan, none was given`];
  }
  const given = distinctApprovals(approval.approvals);
  const isRehearsed = cloud.kind === "embedded" && given.some(({ identity }) => identity === REHEARSAL);
  if (given.length >= needed || isRehearsed) return [];
  const who = given.map(({ identity }) => identity).join(", ") || "nobody";
  return [`unapproved: policy ${policy} needs approvals by ${needed} people, it has those of ${who}`];
}

async function digestProblems({ files, seal, destination, hasPlanJson }: Sealed): Promise<string[]> {
  const { digests } = seal.statement;
  const checks: readonly (readonly [string, string, Promise<string>])[] = [
    ["saved plan", digests.tfplan, digestOfFile(files.planFile)],
    ...(hasPlanJson ? [["JSON of the plan", digests.planJson, digestOfFile(files.planJson)] as const] : []),
    ["synthesized configuration", digests.config, digestOfFolder(join(files.synth, destination.stackName))],
    ["planned folder", digests.work, digestOfWork(files)],
    ["lock file", digests.lockFile, digestOfLockFile(files)],
  ];
  const problems = checks.map(async ([what, expected, reading]) => {
    const actual = await reading.catch((error: unknown) => `unreadable, ${String(error)}`);
    return actual === expected ? [] : [`${what}: was altered after it was planned (${shortDigest(actual)})`];
  });
  return (await Promise.all(problems)).flat();
}

/** What terraform would read from the plan file itself. */
async function insideProblems({ files, seal }: Sealed): Promise<string[]> {
  try {
    const content = await readPlanFile(files.planFile);
    const sealed = seal.statement.digests.planConfig;
    const isSealed = content.config === sealed;
    const problems = isSealed ? [] : ["configuration inside the plan file: is not the one that was sealed"];
    return [...problems, ...(await planFileProblems(files, content))];
  } catch (error) {
    return [`configuration inside the plan file: unreadable, ${String(error)}`];
  }
}
