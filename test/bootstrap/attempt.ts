import { spawn } from "node:child_process";
import { once } from "node:events";

import type { Ended, WorkspaceCopy } from "@tagform/testing";

/** What `tagform bootstrap --json` prints. */
export type Results = readonly {
  readonly cell: string;
  readonly result: string;
  readonly plan: string;
  readonly adopted: readonly string[];
  readonly state: string;
  readonly afterwards: string;
}[];

/** Attempts to bootstrap a copy's tooling account in one embedded AWS. */
export class Attempts {
  public constructor(
    private readonly copy: WorkspaceCopy,
    private readonly endpoint: string,
    private readonly provider: string,
  ) {}

  /** One that comes to its end. */
  public results(): Results {
    const { exitCode, stdout, stderr } = this.ended("--yes", "--json");
    if (exitCode !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Results;
  }

  public ended(...words: string[]): Ended {
    return this.copy.tagform("bootstrap", ...this.where, ...words);
  }

  /** One that is killed as soon as it has said some things one after the other; nothing of it can tell anybody, or tidy up. */
  public async killedAt(...texts: readonly string[]): Promise<void> {
    const args = [this.copy.program, "bootstrap", ...this.where, "--yes"];
    const child = spawn(process.execPath, args, { cwd: this.copy.root, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (hasInOrder(said, texts)) child.kill("SIGKILL");
    });
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    if (signal !== "SIGKILL") throw new Error(`it ended without "${texts.join(", ")}":\n${said}`);
  }

  private get where(): string[] {
    return ["--endpoint", this.endpoint, "--provider", this.provider];
  }
}

function hasInOrder(said: string, texts: readonly string[]): boolean {
  let from = 0;
  for (const text of texts) {
    const at = said.indexOf(text, from);
    if (at < 0) return false;
    from = at + text.length;
  }
  return true;
}
