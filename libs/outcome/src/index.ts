export { EXIT, type ExitCode } from "./exit-code";
export { assertNoIssues, check, formatIssues, type Issue } from "./issue";
export { LockHeldError, RefusedError, UserError } from "./user-error";
