import type { Progress, ProgressStep } from "@tagform/rehearsal";

import type { Context } from "../context";

/** Steps whose every line is worth a reader's time; of the others, only when they fail. */
const TOLD = new Set(["verify", "plan", "approve", "record"]);
const LAST_LINES = 40;

/** A line per step with its duration; what a long step says is kept and shown if it fails. */
export class RehearsalProgress implements Progress {
  /** Names; the embedded AWS is prepared while steps run. */
  private readonly running = new Set<string>();
  private lines: string[] = [];

  public constructor(
    private readonly context: Context,
    private readonly isVerbose: boolean,
  ) {}

  public start(step: ProgressStep): void {
    if (this.running.size === 0) this.lines = [];
    this.running.add(step.name);
    this.tellWhatRuns();
  }

  public finish(step: ProgressStep, durationMs: number, detail = ""): void {
    const { green } = this.context.colors;
    this.end(green("done  "), step, durationMs, detail);
  }

  public fail(step: ProgressStep, durationMs: number, problem: string): void {
    const { red } = this.context.colors;
    for (const line of this.lines.slice(-LAST_LINES)) this.indented(line);
    this.end(red("FAILED"), step, durationMs, problem);
  }

  public note(text: string): void {
    this.context.note(text);
  }

  public line(text: string): void {
    if (this.isVerbose || [...this.running].some((name) => TOLD.has(name))) this.indented(text);
    else this.lines.push(text);
  }

  private indented(text: string): void {
    this.context.note(this.context.colors.dim(`         ${text}`));
  }

  private end(word: string, { name }: ProgressStep, durationMs: number, detail: string): void {
    const seconds = `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
    this.context.note(`${word} ${seconds}  ${name.padEnd(18)} ${detail}`.trimEnd());
    this.running.delete(name);
    this.tellWhatRuns();
  }

  private tellWhatRuns(): void {
    const { status } = this.context;
    if (this.running.size === 0) status.stop();
    else status.start([...this.running].join(", "));
  }
}
