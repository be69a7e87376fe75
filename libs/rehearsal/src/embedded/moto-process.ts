import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { UserError } from "@tagform/outcome";
import { InterruptedError } from "@tagform/toolchain";

import { embeddedEnvironment } from "./environment";
import { MOTO_SITE } from "./moto-site";

export interface MotoRequest {
  /** Path of `moto_server`. */
  readonly path: string;
  /** The PATH that it is started with. */
  readonly searchPath: string;
  /** Folder for its log; made if it does not exist. Absolute. */
  readonly directory: string;
  /** How long it may take until it answers, in milliseconds. */
  readonly readyTimeoutMs: number;
  readonly signal?: AbortSignal;
}

const POLL_MS = 20;
const KILL_GRACE_MS = 5_000;
const LAST_LINES = 12;
const LISTENING = /Running on (http:\/\/127\.0\.0\.1:\d+)/;

/** A moto server with a process group, a log and a lifeline of its own. */
export class MotoProcess {
  private released = false;

  private constructor(
    private readonly child: ChildProcess,
    public readonly pid: number,
    /** File with its output. */
    public readonly log: string,
    private readonly startError: () => Error | undefined,
  ) {}

  /** @throws UserError if it cannot be started */
  public static async spawn({ path, searchPath, directory }: MotoRequest): Promise<MotoProcess> {
    const site = join(directory, "python");
    await mkdir(site, { recursive: true });
    await writeFile(join(site, "sitecustomize.py.partial"), MOTO_SITE);
    await rename(join(site, "sitecustomize.py.partial"), join(site, "sitecustomize.py"));
    const log = join(directory, "moto.log");
    const output = await open(log, "w");
    try {
      // Port 0: the system gives a free one, so two rehearsals at once never compete for it.
      const child = spawn(path, ["-H", "127.0.0.1", "-p", "0"], {
        cwd: directory,
        env: environment(searchPath, directory, site),
        detached: true,
        stdio: ["pipe", output.fd, output.fd],
      });
      let problem: Error | undefined;
      child.on("error", (error) => (problem ??= error));
      // Its end of the lifeline is gone when it ended by itself.
      child.stdin?.on("error", () => undefined);
      return new MotoProcess(child, child.pid ?? 0, log, () => problem);
    } finally {
      await output.close();
    }
  }

  /**
   * Wait until it listens.
   *
   * @returns the address, as `http://127.0.0.1:port`
   * @throws UserError with the last lines of its log if it ends before or takes too long
   */
  public async address({ path, readyTimeoutMs, signal }: MotoRequest): Promise<string> {
    const deadline = Date.now() + readyTimeoutMs;
    for (;;) {
      if (signal?.aborted === true)
        throw new InterruptedError("interrupted while the embedded AWS was starting");
      const failed = this.startError();
      if (failed !== undefined)
        throw new UserError(`cannot start ${path}: ${failed.message}`, { cause: failed });
      const address = LISTENING.exec(await readFile(this.log, "utf8"))?.[1];
      if (address !== undefined) return address;
      if (this.hasEnded()) throw new UserError(await this.withLog(`${path} ended while starting`));
      if (Date.now() > deadline) {
        throw new UserError(await this.withLog(`${path} was not ready within ${readyTimeoutMs / 1000} s`));
      }
      await sleep(POLL_MS);
    }
  }

  public hasEnded(): boolean {
    return this.pid === 0 || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** End it and everything it started, at once: it keeps nothing. Does nothing if it ended or was released. */
  public async stop(): Promise<void> {
    if (this.released || this.hasEnded()) return;
    this.send("SIGKILL");
    if (!(await this.ended(KILL_GRACE_MS)))
      throw new UserError(`embedded AWS (process ${this.pid}) cannot be stopped: kill -9 ${this.pid}`);
    this.child.stdin?.destroy();
  }

  /** Let it outlive this process. */
  public release(): Promise<void> {
    this.released = true;
    return new Promise((resolve) => {
      this.child.unref();
      const { stdin } = this.child;
      if (stdin === null || stdin.destroyed) resolve();
      else stdin.end("keep\n", () => resolve());
    });
  }

  /** `problem`, followed by the last lines of the log. */
  public async withLog(problem: string): Promise<string> {
    const lines = (await readFile(this.log, "utf8").catch(() => "")).trimEnd().split("\n").slice(-LAST_LINES);
    const said = lines.join("\n").trim();
    return said === "" ? `${problem} and said nothing` : `${problem}, the end of ${this.log}:\n${said}`;
  }

  private send(signal: NodeJS.Signals): void {
    if (this.pid === 0) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // The group has ended.
    }
  }

  private async ended(withinMs: number): Promise<boolean> {
    const deadline = Date.now() + withinMs;
    while (!this.hasEnded() && Date.now() < deadline) await sleep(POLL_MS);
    return this.hasEnded();
  }
}

/** Nothing of the user's: no Python path, no proxy, no credentials, no home with configuration in it. */
function environment(path: string, home: string, site: string): Record<string, string> {
  return {
    // Nobody listens there: should moto itself call AWS, it reaches nothing.
    ...embeddedEnvironment("http://127.0.0.1:1"),
    PATH: path,
    HOME: home,
    LC_ALL: "C.UTF-8",
    PYTHONPATH: site,
    PYTHONUNBUFFERED: "1",
    PYTHONDONTWRITEBYTECODE: "1",
    // AWS has them without anybody creating them, and roles attach them by ARN.
    MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
  };
}
