import { type ToolFinding } from "@tagform/toolchain";

/** What verify runs, in the order of its reports. */
export const CHECK_NAMES = ["terraform fmt", "terraform validate", "tflint", "checkov"] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** One thing that is wrong with a synthesized configuration. */
export interface Finding extends ToolFinding {
  readonly tool: CheckName;
  /** Present if the code accepts the finding: it is reported, and does not fail. */
  readonly suppressed?: { readonly reason: string };
}

/** A finding that the code of a cell accepts; `suppressionsIn` of a stack gives them. */
export interface AcceptedFinding {
  /** The tool's rule: `CKV_AWS_18`. */
  readonly id: string;
  /** `aws_s3_bucket.web_logs_bucket`. */
  readonly address: string;
  /** Path of the construct. */
  readonly path: string;
  readonly reason: string;
}
