import { UserError } from "@tagform/outcome";

import { InterruptedError, type RunResult } from "./run";

/** A tool did not do its work: what it was asked is not known to be good or bad. */
export class ToolError extends UserError {
  public override readonly name = "ToolError";
}

const LONGEST_OUTPUT = 600;

/** Say that `tool` ended in a way that it should not, with the end of what it said. */
export function toolFailure(
  tool: string,
  what: string,
  { exitCode, signal, stdout, stderr }: RunResult,
): ToolError {
  const how = signal === undefined ? `exit code ${exitCode}` : `ended by ${signal}`;
  const said = (stderr.trim() || stdout.trim()).slice(-LONGEST_OUTPUT);
  return new ToolError(`${tool} ${what} (${how})${said === "" ? "" : `: ${said}`}`);
}

/** @throws InterruptedError or ToolError if the run did not come to its own end */
export function assertEnded(tool: string, result: RunResult): void {
  if (result.interrupted) throw new InterruptedError(`${tool} was interrupted`);
  if (result.timedOut) throw toolFailure(tool, "took too long and was ended", result);
  if (result.signal !== undefined) throw toolFailure(tool, "crashed", result);
}
