import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readlinkSync } from "node:fs";

import type { WorkspaceCopy } from "@tagform/testing";

/** What `tagform rehearse --json` prints. */
export interface Rehearsal {
  readonly deployments: readonly {
    readonly tag: string;
    readonly commit: string;
    readonly plan: string;
    readonly result: string;
    readonly run: string;
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly reports: readonly string[];
    readonly recordLocation?: string;
    readonly state: { readonly bucket: string; readonly key: string };
  }[];
  readonly kept?: { readonly endpoint: string; readonly pid: number };
}

/** Processes that were started with a path of the folder, or that work in it. */
export function processesOf(folder: string): string[] {
  const listed = execFileSync("ps", ["-eo", "pid,args", "--no-headers", "--width", "1000"], {
    encoding: "utf8",
  });
  return listed
    .split("\n")
    .filter((line) => line.includes(folder) || workingFolderOf(line).startsWith(folder));
}

/** Empty for a process that is gone, and where there is no /proc. */
function workingFolderOf(line: string): string {
  try {
    return readlinkSync(`/proc/${line.trim().split(" ")[0] ?? ""}/cwd`);
  } catch {
    return "";
  }
}

/** A rehearsal that runs while the test goes on. */
export class RunningRehearsal {
  private stdout = "";
  private stderr = "";
  private kept: number | undefined;

  public constructor(private readonly child: ChildProcess) {
    child.stdout?.on("data", (text: Buffer) => (this.stdout += text.toString()));
    child.stderr?.on("data", (text: Buffer) => (this.stderr += text.toString()));
  }

  /** Waits until it has told of something. */
  public async said(text: string): Promise<void> {
    while (!this.stderr.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`it ended without "${text}":\n${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  public interrupt(): void {
    this.child.kill("SIGINT");
  }

  public async exitCode(): Promise<number | null> {
    if (this.child.exitCode === null) await once(this.child, "close");
    return this.child.exitCode;
  }

  public async result(): Promise<Rehearsal> {
    const exitCode = await this.exitCode();
    if (exitCode !== 0) throw new Error(`it ended with ${String(exitCode)}:\n${this.stderr}`);
    const rehearsal = JSON.parse(this.stdout) as Rehearsal;
    this.kept = rehearsal.kept?.pid;
    return rehearsal;
  }

  public stopKept(): void {
    if (this.kept !== undefined) process.kill(this.kept);
  }
}

export function startRehearsal(copy: WorkspaceCopy, words: readonly string[]): RunningRehearsal {
  const args = [copy.program, "rehearse", ...words];
  return new RunningRehearsal(
    spawn(process.execPath, args, { cwd: copy.root, stdio: ["ignore", "pipe", "pipe"] }),
  );
}
