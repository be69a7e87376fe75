import { type ToolFinding } from "@tagform/toolchain";

/** What a check that did its work has to say. */
export interface CheckResult {
  readonly findings: readonly ToolFinding[];
  /** What readers should know and what does not fail. */
  readonly notes: readonly string[];
  /** Part of the check could not be done, and that is a failure. */
  readonly problem?: string;
}
