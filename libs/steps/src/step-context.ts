/** What every step needs besides its request. */
export interface StepContext {
  /** The tree whose code runs: a checkout, or the exported tree of a tagged commit. Absolute. */
  readonly root: string;
  /** The checkout whose `.tagform` holds the tools that set-up installed. Absolute. */
  readonly toolRoot: string;
  /** The ambient environment, as the program's main received it. */
  readonly env: Readonly<Record<string, string>>;
  /** Tell the user a line of progress. */
  report(line: string): void;
  /** Ctrl-C: running tools get one SIGINT and end in good order. */
  readonly signal: AbortSignal;
  /** A second Ctrl-C: running tools get one more, after which terraform drops its work. */
  readonly insist?: AbortSignal;
}
