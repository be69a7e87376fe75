import { cut } from "./table";

/** Moves to the start of the line and empties it. */
const EMPTY_LINE = "\r\u001b[2K";
const TICK_MS = 1_000;

interface Output {
  write(text: string): unknown;
}

/**
 * What runs right now and since when, on a line of the terminal that everything else is written above.
 *
 * Where nobody watches (CI, a pipe, a terminal that cannot) it writes nothing at all: plain lines are left.
 */
export class StatusLine {
  private text = "";
  private since = 0;
  private ticking: NodeJS.Timeout | undefined;

  public constructor(
    private readonly output: Output,
    private readonly isLive: boolean,
    private readonly width: number,
  ) {}

  /** Show that something runs, until {@link stop}. */
  public start(text: string): void {
    if (!this.isLive) return;
    this.stop();
    this.text = text;
    this.since = Date.now();
    // It must not keep the program alive.
    this.ticking = setInterval(() => this.draw(), TICK_MS).unref();
    this.draw();
  }

  public stop(): void {
    if (this.ticking === undefined) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
    this.output.write(EMPTY_LINE);
  }

  /** Write something that stays, above the line. */
  public above(write: () => void): void {
    if (this.ticking !== undefined) this.output.write(EMPTY_LINE);
    write();
    if (this.ticking !== undefined) this.draw();
  }

  private draw(): void {
    const seconds = Math.floor((Date.now() - this.since) / 1000);
    this.output.write(EMPTY_LINE + cut(`${this.text} ... ${seconds} s`, this.width - 1));
  }
}
