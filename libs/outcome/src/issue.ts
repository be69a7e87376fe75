import { UserError } from "./user-error";

/** One problem of a piece of data. */
export interface Issue {
  /** Where it is, as a dotted path from the data's root: `teams.risk.accountId`. */
  readonly path: string;
  /** What is wrong, what came and what is allowed; lower case, no full stop. */
  readonly message: string;
}

/** The issue at `path` unless `valid`: what checks are written with. */
export function check(valid: boolean, path: string, message: string): Issue[] {
  return valid ? [] : [{ path, message }];
}

export function formatIssues(subject: string, issues: readonly Issue[]): string {
  const count = issues.length === 1 ? "1 issue" : `${issues.length} issues`;
  return [`${subject} has ${count}:`, ...issues.map(({ path, message }) => `  ${path}: ${message}`)].join(
    "\n",
  );
}

/** Throws one {@link UserError} that lists all `issues`, if there are any. */
export function assertNoIssues(subject: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new UserError(formatIssues(subject, issues));
}
