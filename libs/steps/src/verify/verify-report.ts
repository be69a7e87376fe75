import { EXIT, type ExitCode } from "@tagform/outcome";

import { type RunFile } from "../json-file";
import { type CheckName, type Finding } from "./finding";

/**
 * Where a run verifies: a `pipeline` fails when a tool or its rules are missing, a `rehearsal` says so and goes on.
 */
export type VerifyMode = "pipeline" | "rehearsal";

/** How one check ended. */
export interface CheckOutcome {
  readonly name: CheckName;
  /** `failed`: the tool did not do its work, so nothing is known; `not run`: it is missing, in a rehearsal. */
  readonly status: "passed" | "findings" | "failed" | "not run";
  /** Of the tool; absent if it is missing. */
  readonly version?: string;
  /** Why it failed or did not run. */
  readonly problem?: string;
  /** What readers should know and what does not fail: rules that were left out, warnings of terraform. */
  readonly notes: readonly string[];
  readonly durationMs: number;
}

/** The content of `verify/report.json`. */
export interface VerifyReport {
  readonly stackName: string;
  /** Name of the synthesized file in its folder. */
  readonly file: string;
  /** Its SHA-256 as hexadecimal text: what was verified. */
  readonly sha256: string;
  readonly mode: VerifyMode;
  /** Every check passed, or did not run in a rehearsal. */
  readonly ok: boolean;
  readonly checks: readonly CheckOutcome[];
  /** Suppressed ones, too; sorted by line. */
  readonly findings: readonly Finding[];
  /** Keys that the converter wrote in a form that is a guess. */
  readonly notes: readonly string[];
}

export const VERIFY_REPORT: RunFile<VerifyReport> = {
  name: "verify report",
  writtenBy: "tagform verify",
  shape: {
    stackName: "string",
    file: "string",
    sha256: "string",
    mode: "string",
    ok: "boolean",
    checks: "array",
    findings: "array",
    notes: "array",
  },
};

/** Exit code of a command that verifies: a check that broke weighs more than findings. */
export function verifyExitCode({ checks, ok }: VerifyReport): ExitCode {
  if (checks.some(({ status }) => status === "failed")) return EXIT.error;
  return ok ? EXIT.ok : EXIT.changes;
}
