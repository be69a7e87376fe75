export type FindingSeverity = "error" | "warning" | "note";

/** Something a tool has to say about a place in a file. */
export interface ToolFinding {
  /** The tool's name of the rule: `terraform_unused_declarations`, `CKV_AWS_18`. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  /** What it is about, as the tool names it: `aws_s3_bucket.logs[0]`. */
  readonly address?: string;
  /** Relative to the checked folder. */
  readonly file: string;
  /** First line, from 1. */
  readonly line: number;
  /** Last line, at least `line`. */
  readonly endLine: number;
  /** Where the rule is explained. */
  readonly url?: string;
}
