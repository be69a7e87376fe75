import { EXIT, type ExitCode } from "./exit-code";

/** A failure that the reader can mend: printed as its message alone, never with a stack trace. */
export class UserError extends Error {
  public override readonly name: string = "UserError";
  public readonly exitCode: ExitCode = EXIT.error;
}

/** A rule forbids to go on; nothing was changed. */
export class RefusedError extends UserError {
  public override readonly name = "RefusedError";
  public override readonly exitCode = EXIT.refused;
}

/** Another run holds the lock of the state; the message says who, since when, and the next command. */
export class LockHeldError extends UserError {
  public override readonly name = "LockHeldError";
  public override readonly exitCode = EXIT.lockHeld;
}
