/** One thing that takes a while. */
export interface ProgressStep {
  /** `embedded AWS`, `private clone`, `state backend`, or a step of the delivery: `verify`. */
  readonly name: string;
  /** The deployment tag that it is for, if it is for one. */
  readonly tag?: string;
}

/** How a rehearsal tells what it does; the command line renders it. */
export interface Progress {
  start(step: ProgressStep): void;
  /** `detail` says what came out, in a few words. */
  finish(step: ProgressStep, durationMs: number, detail?: string): void;
  fail(step: ProgressStep, durationMs: number, problem: string): void;
  /** A sentence that the user must see. */
  note(text: string): void;
  /** Output of the running step. */
  line(text: string): void;
}

/** Do something, telling when it starts and how it ends. `detail` puts its result into a few words. */
export async function timed<T>(
  progress: Progress,
  step: ProgressStep,
  action: () => Promise<T>,
  detail: (result: T) => string | undefined = () => undefined,
): Promise<T> {
  const started = Date.now();
  progress.start(step);
  try {
    const result = await action();
    progress.finish(step, Date.now() - started, detail(result));
    return result;
  } catch (problem) {
    progress.fail(step, Date.now() - started, problem instanceof Error ? problem.message : String(problem));
    throw problem;
  }
}
