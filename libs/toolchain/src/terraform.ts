import { readFile } from "node:fs/promises";

import { LockHeldError, UserError } from "@tagform/outcome";

import { type LockInfo, parseLockInfo } from "./lock-info";
import { InterruptedError, run, type RunOptions, type RunResult } from "./run";
import { shellAssignments, shellWords } from "./shell-words";

export interface TerraformOptions {
  /** Path of the terraform or tofu executable. */
  readonly path: string;
  /** Folder with the configuration. */
  readonly directory: string;
  /** The whole environment, see {@link terraformEnvironment}. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Variables to show before commands that people are told to type, because they would not have them.
   * Never real credentials.
   *
   * @default - none: the ambient credentials do
   */
  readonly shownEnv?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly insist?: AbortSignal;
  /** Told of the commands that take the lock of the state. */
  readonly watch?: LockWatch;
}

/** Follows one command that takes the lock of the state. */
export interface LockWatch {
  /** Terraform runs; it may still wait for the lock. */
  started(pid: number): void;
  /** It works on resources, and so holds the lock. Told once. */
  locked(): void;
  /** It has ended, and with it what it held. */
  ended(): Promise<void>;
}

export interface InitRequest {
  /**
   * `-backend-config` settings; false = without a backend (for validate, which needs no state).
   *
   * @default - the backend as configured
   */
  readonly backend?: Readonly<Record<string, string>> | false;
  /**
   * `readonly`: the committed dependency lock file decides, and must have every provider.
   *
   * @default "own": terraform writes its own beside the configuration
   */
  readonly lockFile?: "readonly" | "own";
}

/** Whether someone holds the lock of the state; `unknown` if that could not be found out. */
export type LockState =
  | { readonly kind: "free" }
  | { readonly kind: "held"; readonly info: LockInfo }
  | { readonly kind: "unknown"; readonly reason: string };

/** A terraform command that failed: the message is what terraform said. */
export class TerraformError extends UserError {
  public override readonly name: string = "TerraformError";

  public constructor(
    public readonly command: string,
    public readonly result: RunResult,
  ) {
    super(`terraform ${command} failed${ending(result)}:\n${diagnosis(result)}`);
  }
}

/** What a command asks of its run besides what all do. */
type RunMore = Pick<RunOptions, "stdoutFile" | "onStart"> & { onLine?(line: string): void };

/** No lock has it: asking to release it makes terraform say which lock there is, and releases none. */
const NO_LOCK_ID = "00000000-0000-0000-0000-000000000000";
/** Terraform found the lock taken, and gives up waiting when it is given back before it can read whose it is. */
const GIVEN_BACK = /acquiring the state lock[^]*PreconditionFailed[^]*unable to retrieve/;
const LOCK_WAS_HELD =
  "the state was locked by another run, which gave the lock back before terraform could read whose it is: nothing was " +
  "changed, do the same again";
const END_OF_ARCHIVE = Buffer.from("PK\u0005\u0006");
const PROBE_TIMEOUT_MS = 60_000;
/** Terraform says so of a resource only while it holds the lock; what comes before are warnings, and that it waits. */
const AT_WORK =
  /^\S.*: (Refreshing state|Reading|Opening|Preparing import|Importing|Creating|Modifying|Destroying)\b.*\.\.\./;
const NO_LOCK = /NoSuchKey|StatusCode: 404|NotFound|no such file|unexpected end of JSON|not locked/i;

/** Runs terraform or tofu in one folder. Terraform has a process group of its own and gets one SIGINT. */
export class Terraform {
  public constructor(private readonly options: TerraformOptions) {}

  /** The same terraform for what must still be done when the user has interrupted the run. */
  public uninterrupted(): Terraform {
    const { path, directory, env, shownEnv = {} } = this.options;
    return new Terraform({ path, directory, env, shownEnv });
  }

  /** The product and version that runs. */
  public async version(): Promise<{ product: "terraform" | "tofu"; version: string }> {
    const { stdout } = await this.succeed("version", []);
    const { name, version } = /^(?<name>Terraform|OpenTofu) v(?<version>\S+)/m.exec(stdout)?.groups ?? {};
    if (version === undefined) throw new UserError(`${this.options.path} does not say its version`);
    return { product: name === "OpenTofu" ? "tofu" : "terraform", version };
  }

  public async init({ backend = {}, lockFile = "own" }: InitRequest = {}): Promise<void> {
    const backendArguments =
      backend === false
        ? ["-backend=false"]
        : Object.entries(backend).map(([name, value]) => `-backend-config=${name}=${value}`);
    const readonly = lockFile === "readonly" ? ["-lockfile=readonly"] : [];
    await this.succeed("init", ["-input=false", "-no-color", ...readonly, ...backendArguments]);
  }

  /** The diff that `terraform fmt` would make; empty if the configuration is formatted. */
  public async fmtCheck(): Promise<string> {
    const result = await this.run("fmt", ["-check", "-diff", "-recursive", "-no-color"]);
    if (result.exitCode !== 0 && result.exitCode !== 3) throw this.failure("fmt", result);
    return result.exitCode === 0 ? "" : result.stdout;
  }

  /** The text of `terraform validate -json`, valid or not. */
  public async validateJson(): Promise<string> {
    const result = await this.run("validate", ["-json", "-no-color"]);
    if (result.exitCode > 1 || result.stdout.trim() === "") throw this.failure("validate", result);
    return result.stdout;
  }

  /**
   * Save a plan to the file `out`.
   *
   * @returns whether applying it would change anything
   * @throws LockHeldError if the state is still locked after `lockTimeoutSeconds`
   */
  public async plan(request: {
    readonly out: string;
    /** `no lock`: the state is read whoever works on it, so nobody has to wait for this plan; never apply it. */
    readonly lockTimeoutSeconds: number | "no lock";
    readonly destroy?: boolean;
  }): Promise<boolean> {
    const { lockTimeoutSeconds: timeout } = request;
    const args = [
      "-input=false",
      "-no-color",
      "-detailed-exitcode",
      timeout === "no lock" ? "-lock=false" : `-lock-timeout=${timeout}s`,
      `-out=${request.out}`,
      ...(request.destroy === true ? ["-destroy"] : []),
    ];
    const result = await (timeout === "no lock" ? this.run("plan", args) : this.runLocking("plan", args));
    if (result.exitCode !== 0 && result.exitCode !== 2) throw this.failure("plan", result);
    await assertIsWhole(request.out);
    return result.exitCode === 2;
  }

  /** A saved plan as JSON text. It may hold secrets. */
  public async showPlanJson(planFile: string): Promise<string> {
    return (await this.succeed("show", ["-json", planFile])).stdout;
  }

  /** A saved plan as people read it. */
  public async showPlanText(planFile: string): Promise<string> {
    return (await this.succeed("show", ["-no-color", planFile])).stdout;
  }

  /**
   * Apply a saved plan, and never anything else. What it says goes through a file beside the plan, so that it also saves
   * its state when this process is killed.
   *
   * @throws LockHeldError if the state is still locked after `lockTimeoutSeconds`
   */
  public async apply(
    planFile: string,
    request: { readonly lockTimeoutSeconds: number; onLine?(line: string): void },
  ): Promise<void> {
    const lockTimeout = `-lock-timeout=${request.lockTimeoutSeconds}s`;
    const args = ["-input=false", "-no-color", lockTimeout, planFile];
    const result = await this.runLocking("apply", args, {
      stdoutFile: `${planFile}.apply.txt`,
      onLine: (line) => request.onLine?.(line),
    });
    if (result.exitCode !== 0) throw this.failure("apply", result);
  }

  /** The text of `terraform output -json`. */
  public async outputsJson(): Promise<string> {
    return (await this.succeed("output", ["-json", "-no-color"])).stdout;
  }

  /**
   * Put a state file in the place of the state; terraform refuses one that is older, or of another cell.
   *
   * @param takeLock false while another lock already keeps everybody from the state
   */
  public async pushState(file: string, takeLock: boolean): Promise<void> {
    await this.succeed("state", ["push", `-lock=${takeLock}`, file]);
  }

  /** Lineage and serial of the state; undefined while there is none. */
  public async stateVersion(): Promise<{ lineage: string; serial: number } | undefined> {
    const { stdout } = await this.succeed("state", ["pull"]);
    const state: unknown = stdout.trim() === "" ? {} : JSON.parse(stdout);
    if (typeof state !== "object" || state === null) return undefined;
    if (!("lineage" in state) || !("serial" in state)) return undefined;
    const { lineage, serial } = state;
    return typeof lineage === "string" && typeof serial === "number" ? { lineage, serial } : undefined;
  }

  /** Find out who holds the lock of the state, also when the user has interrupted the run. */
  public async lockState(): Promise<LockState> {
    const { path, directory, env } = this.options;
    const result = await run(path, ["force-unlock", "-force", "-no-color", NO_LOCK_ID], {
      cwd: directory,
      env,
      ownGroup: true,
      timeoutMs: PROBE_TIMEOUT_MS,
    });
    const text = `${result.stdout}\n${result.stderr}`;
    const info = parseLockInfo(text);
    if (info !== undefined) return { kind: "held", info };
    return NO_LOCK.test(text) ? { kind: "free" } : { kind: "unknown", reason: text.trim() };
  }

  /** The command with which a person runs terraform in this folder, to be typed into a POSIX shell. */
  public command(...args: readonly string[]): string {
    const { path, directory, shownEnv = {} } = this.options;
    return shellAssignments(shownEnv) + shellWords([path, `-chdir=${directory}`, ...args]);
  }

  /** The command with which a person releases a lock. */
  public releaseCommand(lockId: string): string {
    return this.command("force-unlock", lockId);
  }

  private async succeed(command: string, args: readonly string[]): Promise<RunResult> {
    const result = await this.run(command, args);
    if (result.exitCode !== 0) throw this.failure(command, result);
    return result;
  }

  private async runLocking(command: string, args: readonly string[], more: RunMore = {}): Promise<RunResult> {
    const { watch } = this.options;
    if (watch === undefined) return this.run(command, args, more);
    let isLocked = false;
    const onLine = (line: string): void => {
      if (!isLocked && AT_WORK.test(line)) {
        isLocked = true;
        watch.locked();
      }
      more.onLine?.(line);
    };
    try {
      return await this.run(command, args, { ...more, onLine, onStart: (pid) => watch.started(pid) });
    } finally {
      await watch.ended();
    }
  }

  private run(command: string, args: readonly string[], more: RunMore = {}): Promise<RunResult> {
    const { path, directory, env, signal, insist } = this.options;
    return run(path, [command, ...args], {
      cwd: directory,
      env,
      ownGroup: true,
      // It stops provisioners itself. Were they interrupted at the same time, what they ran for could be missing in the
      // state: terraform saves it once when it is interrupted and once more at the end.
      interrupts: "child",
      ...more,
      ...(signal === undefined ? {} : { signal }),
      ...(insist === undefined ? {} : { insist }),
    });
  }

  private failure(command: string, result: RunResult): UserError {
    // Terraform reports a lock that it was waiting for as held also when it was interrupted.
    if (result.interrupted) return new InterruptedError(`terraform ${command} was interrupted`);
    const held = /acquiring the state lock/i.test(result.stderr) ? parseLockInfo(result.stderr) : undefined;
    if (held !== undefined) return new LockHeldError(describeLock(held, this.releaseCommand(held.id)));
    if (GIVEN_BACK.test(result.stderr)) return new LockHeldError(LOCK_WAS_HELD);
    return new TerraformError(command, result);
  }
}

/** Terraform does not notice when a plan finds no room: an archive ends with its directory. */
async function assertIsWhole(planFile: string): Promise<void> {
  const bytes = await readFile(planFile).catch(() => Buffer.alloc(0));
  if (bytes.lastIndexOf(END_OF_ARCHIVE) >= 0) return;
  throw new UserError(
    `the plan is not whole in ${planFile} (${bytes.length} bytes), nothing was changed: make room on the disk, and plan again`,
  );
}

/** Who holds the lock, since when, and what to type. */
export function describeLock(lock: LockInfo, release: string): string {
  const { path, who, operation, created, id } = lock;
  return (
    `state ${path} is locked by ${who} since ${created} (${operation}, lock ${id}): ` +
    "wait until that run has ended; tagform lock show tells whether it lives. " +
    `Only if it is dead, release its lock with\n  ${release}`
  );
}

function ending({ signal, exitCode }: RunResult): string {
  return signal === undefined ? ` with exit code ${exitCode}` : `, killed by ${signal}`;
}

/** The errors without the warnings before them; terraform writes both to stderr. */
function diagnosis({ stdout, stderr }: RunResult): string {
  const text = stderr.trim() === "" ? stdout : stderr;
  const lines = text.trim().split("\n");
  const first = lines.findIndex((line) => /^[\s│╷]*Error:/.test(line));
  return lines.slice(Math.max(0, first)).join("\n");
}
