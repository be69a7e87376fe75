import { type ToolFinding } from "@tagform/toolchain";

/** What verify runs, in the order of its reports. */
export const CHECK_NAMES = ["terraform fmt", "terraform validate", "tflint", "checkov", "policy"] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** Checks that a pipeline runs as stages of their own, in this order. */
export const CHECK_GROUPS = {
  lint: ["terraform fmt", "terraform validate", "tflint"],
  scan: ["checkov", "policy"],
} as const satisfies Readonly<Record<string, readonly CheckName[]>>;

export type CheckGroup = keyof typeof CHECK_GROUPS;

/** A line of the sources, counted from 1. */
export interface SourceLine {
  /** Path below the workspace's root, with slashes: `libs/network/src/log-bucket.ts`. */
  readonly file: string;
  readonly line: number;
}

/** One thing that is wrong with a synthesized configuration. */
export interface Finding extends ToolFinding {
  readonly tool: CheckName;
  /** Path of the construct that the place in the configuration comes from: `dev-us-east-1-research/web/logs/bucket`. */
  readonly construct?: string;
  /** Where the sources create that construct; where they accept the finding if it is about the acceptance. */
  readonly source?: SourceLine;
  /** Present if the code accepts the finding: it is reported, and does not fail. */
  readonly suppressed?: { readonly reason: string };
}

/** Whether a finding is reported and fails nothing: what a rule of ours with low severity says. */
export function isAdvice({ tool, severity }: Pick<Finding, "tool" | "severity">): boolean {
  return tool === "policy" && severity === "note";
}

/** Whether a finding fails: it is no advice, and the code does not accept it. */
export function isOpen(finding: Pick<Finding, "tool" | "severity" | "suppressed">): boolean {
  return finding.suppressed === undefined && !isAdvice(finding);
}

/** A finding that the code of a cell accepts; `suppressionsIn` of a stack gives them. */
export interface AcceptedFinding {
  /** The tool's rule: `CKV_AWS_18`, `TAGFORM_NET_8`. */
  readonly id: string;
  /** `aws_s3_bucket.web_logs_bucket`. */
  readonly address: string;
  /** Path of the construct. */
  readonly path: string;
  readonly reason: string;
  /** Last day, in UTC, on which it is accepted: `2027-01-31`. */
  readonly until?: string;
  /** Where the code accepts it; the file is an absolute path. */
  readonly site?: () => SourceLine | undefined;
}
