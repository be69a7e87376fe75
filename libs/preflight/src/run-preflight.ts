import { AwsError } from "./aws/aws-error";
import { ADDRESSES } from "./checks/check-addresses";
import { CERTIFICATES } from "./checks/check-certificates";
import { CLOCK } from "./checks/check-clock";
import { GUARDRAILS } from "./checks/check-guardrails";
import { QUOTAS } from "./checks/check-quotas";
import { REGIONS_ENABLED } from "./checks/check-regions";
import { ROLE } from "./checks/check-role";
import { STATE } from "./checks/check-state";
import {
  type CheckAnswer,
  type CheckFinding,
  type PreflightCheck,
  type PreflightSubject,
  unknown,
} from "./checks/preflight-check";

/** All questions, in the order in which their answers are shown. */
export const PREFLIGHT_CHECKS: readonly PreflightCheck[] = [
  ...[CLOCK, ROLE, REGIONS_ENABLED, GUARDRAILS, STATE, QUOTAS, ADDRESSES, CERTIFICATES],
];

export interface CheckResult {
  readonly check: string;
  readonly answer: CheckAnswer;
  readonly findings: readonly CheckFinding[];
}

export interface PreflightReport {
  readonly answer: CheckAnswer;
  readonly checks: readonly CheckResult[];
}

/** Asks everything side by side. Nothing that AWS refuses ends it: what cannot be asked is unknown. */
export async function runPreflight(
  subject: PreflightSubject,
  checks: readonly PreflightCheck[] = PREFLIGHT_CHECKS,
): Promise<PreflightReport> {
  const results = await Promise.all(checks.map((check) => result(check, subject)));
  return { answer: worst(results.map(({ answer }) => answer)), checks: results };
}

async function result(check: PreflightCheck, subject: PreflightSubject): Promise<CheckResult> {
  const findings = await check.run(subject).catch((error: unknown) => [notAsked(error)]);
  return { check: check.name, answer: worst(findings.map(({ answer }) => answer)), findings };
}

function notAsked(error: unknown): CheckFinding {
  if (!(error instanceof AwsError)) throw error;
  const remedy =
    error.action === "sts:AssumeRole"
      ? "see the check of the role"
      : `allow ${error.action} to the role that plans`;
  return unknown(`could not be asked: ${error.message}`, remedy);
}

const worst = (answers: readonly CheckAnswer[]): CheckAnswer =>
  answers.includes("fails") ? "fails" : answers.includes("unknown") ? "unknown" : "passes";
