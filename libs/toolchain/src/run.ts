import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { performance } from "node:perf_hooks";

import { EXIT, UserError } from "@tagform/outcome";

import { FileFollower } from "./file-follower";
import { LineSplitter } from "./line-splitter";

/** Ctrl-C (or SIGTERM) ended the work; the message says what was left behind, if anything. */
export class InterruptedError extends UserError {
  public override readonly name = "InterruptedError";
  public override readonly exitCode = EXIT.interrupted;
}

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment of the child: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Called with the child's process id, which with `ownGroup` is that of its group. */
  onStart?(pid: number): void;
  /** Called for every line as it comes, without its line end. */
  onLine?(line: string, stream: "stdout" | "stderr"): void;
  /** Takes stdout as raw bytes; `stdout` of the result is then empty. */
  onBytes?(bytes: Buffer): void;
  /**
   * Where the child writes its stdout, which is read there: the child then does not depend on this process' life.
   *
   * @default - a pipe: should this process be killed, the child's next line ends the child
   */
  readonly stdoutFile?: string;
  /** Aborting sends exactly one SIGINT; the child decides when it ends, and its result is returned. */
  readonly signal?: AbortSignal;
  /** The user asked again: sends one more SIGINT, no sooner than a second after the first. */
  readonly insist?: AbortSignal;
  /**
   * Milliseconds until SIGTERM, and 5 s later SIGKILL.
   *
   * @default - the child may take as long as it needs
   */
  readonly timeoutMs?: number;
  /**
   * Give the child a process group of its own, so that a terminal's Ctrl-C does not reach it besides the
   * one SIGINT that `signal` sends, and so that signals reach its own children. What is left of the group when
   * the child has ended is ended too.
   *
   * @default false
   */
  readonly ownGroup?: boolean;
  /**
   * Whom an interrupt reaches: all of the child's own group, or the child alone, which then stops its children itself.
   *
   * @default "group"
   */
  readonly interrupts?: "group" | "child";
  /** @default - standard input is empty */
  readonly input?: string;
}

export interface RunResult {
  /** The child's exit code, or 128 + the number of the signal that killed it. */
  readonly exitCode: number;
  /** The signal that killed the child. */
  readonly signal?: NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  /** True if `signal` was aborted while the child ran. */
  readonly interrupted: boolean;
  readonly timedOut: boolean;
}

/** Terraform drops its work and its lock when two SIGINTs come within a second. */
const SIGINT_DISTANCE_MS = 1_100;
const KILL_AFTER_MS = 5_000;
/** How long output may still come after the child's end, from children that it left behind. */
const DRAIN_MS = 2_000;

/**
 * Run a program to its end and return what it said, whatever its exit code.
 *
 * @throws UserError if the program cannot be started, InterruptedError if `signal` is aborted beforehand
 */
export async function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  if (options.signal?.aborted === true) throw new InterruptedError(`interrupted before ${file} was started`);
  const started = performance.now();
  let onChunk = (_chunk: Buffer): void => undefined;
  const { stdoutFile } = options;
  const follower =
    stdoutFile === undefined ? undefined : new FileFollower(stdoutFile, (chunk) => onChunk(chunk));
  const child = start(file, args, options, follower?.fd);
  if (child.pid !== undefined) options.onStart?.(child.pid);
  const control = new Control(child, options);
  const output = collect(child, options, (error) => control.abandon(error));
  onChunk = output.onStdout;
  try {
    const { code, signal } = await ended(file, child, options).finally(() => follower?.end());
    control.sweep();
    if (control.failure !== undefined) throw control.failure;
    return {
      exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
      ...(signal === null ? {} : { signal }),
      ...output.texts(),
      durationMs: Math.round(performance.now() - started),
      interrupted: control.interrupted,
      timedOut: control.timedOut,
    };
  } finally {
    control.dispose();
  }
}

function start(
  file: string,
  args: readonly string[],
  { cwd, env, ownGroup, input }: RunOptions,
  stdout: number | "pipe" = "pipe",
): ChildProcess {
  const child = spawn(file, args, {
    cwd,
    env,
    detached: ownGroup === true,
    windowsHide: true,
    stdio: [input === undefined ? "ignore" : "pipe", stdout, "pipe"],
  });
  // A child that does not read its input (EPIPE) says why through its exit code.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
  return child;
}

interface Output {
  /** Takes a part of stdout that did not come through a pipe. */
  readonly onStdout: (chunk: Buffer) => void;
  readonly texts: () => { stdout: string; stderr: string };
}

function collect(child: ChildProcess, options: RunOptions, onFailure: (error: Error) => void): Output {
  // What a callback throws must reach the caller of run, not the process as an uncaught exception.
  const guarded = (callback: () => void): void => {
    try {
      callback();
    } catch (error) {
      onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const gather = (name: "stdout" | "stderr") => {
    const chunks: Buffer[] = [];
    const lines = new LineSplitter((line) => options.onLine?.(line, name));
    const onChunk = (chunk: Buffer): void => {
      if (name === "stdout" && options.onBytes !== undefined) {
        guarded(() => options.onBytes?.(chunk));
        return;
      }
      chunks.push(chunk);
      if (options.onLine !== undefined) guarded(() => lines.push(chunk));
    };
    child[name]?.on("data", onChunk);
    const text = (): string => {
      guarded(() => lines.end());
      return Buffer.concat(chunks).toString("utf8");
    };
    return { onChunk, text };
  };
  const stdout = gather("stdout");
  const stderr = gather("stderr");
  return {
    onStdout: stdout.onChunk,
    texts: () => ({ stdout: stdout.text(), stderr: stderr.text() }),
  };
}

function ended(
  file: string,
  child: ChildProcess,
  { cwd }: RunOptions,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    let drain: NodeJS.Timeout | undefined;
    child.once("error", (cause) => {
      clearTimeout(drain);
      reject(new UserError(`cannot start ${file} in ${cwd}: ${cause.message}`, { cause }));
    });
    child.once("exit", () => {
      // A grandchild that kept the pipes open must not keep us waiting for ever.
      drain = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, DRAIN_MS);
    });
    child.once("close", (code, signal) => {
      clearTimeout(drain);
      resolve({ code, signal });
    });
  });
}

/** Turns abort, insistence and timeout into signals for one child. */
class Control {
  public interrupted = false;
  public timedOut = false;
  /** What a callback of the caller threw. */
  public failure: Error | undefined;
  private interruptedAt = 0;
  private readonly timers: NodeJS.Timeout[] = [];

  public constructor(
    private readonly child: ChildProcess,
    private readonly options: RunOptions,
  ) {
    options.signal?.addEventListener("abort", this.interrupt);
    options.insist?.addEventListener("abort", this.insist);
    if (options.timeoutMs !== undefined) this.later(options.timeoutMs, this.timeOut);
  }

  /** Stop a child whose output nobody can use. */
  public abandon(error: Error): void {
    if (this.failure !== undefined) return;
    this.failure = error;
    this.send("SIGTERM");
  }

  /** End what the child left behind in its group: what it did not get to end when killed, or never does. */
  public sweep(): void {
    const { pid } = this.child;
    if (pid === undefined || this.options.ownGroup !== true) return;
    try {
      process.kill(-pid, "SIGTERM");
    } catch {
      // It left nothing behind.
    }
  }

  public dispose(): void {
    this.options.signal?.removeEventListener("abort", this.interrupt);
    this.options.insist?.removeEventListener("abort", this.insist);
    for (const timer of this.timers) clearTimeout(timer);
  }

  private readonly interrupt = (): void => {
    this.interrupted = true;
    this.interruptedAt = performance.now();
    this.send("SIGINT");
  };

  private readonly insist = (): void => {
    const wait = this.interruptedAt + SIGINT_DISTANCE_MS - performance.now();
    this.later(Math.max(0, wait), () => this.send("SIGINT"));
  };

  private readonly timeOut = (): void => {
    this.timedOut = true;
    this.send("SIGTERM");
    this.later(KILL_AFTER_MS, () => this.send("SIGKILL"));
  };

  private later(ms: number, action: () => void): void {
    this.timers.push(setTimeout(action, ms));
  }

  private send(signal: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const { ownGroup, interrupts } = this.options;
    const toGroup = ownGroup === true && !(signal === "SIGINT" && interrupts === "child");
    try {
      process.kill(toGroup ? -pid : pid, signal);
    } catch {
      // It ended between the check and the signal.
    }
  }
}
