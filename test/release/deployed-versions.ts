import path from "node:path";

import { type Ended, offeredTools, WorkspaceCopy } from "@tagform/testing";

const ROOT = path.resolve(__dirname, "../..");

/** As far as these tests read what `tagform rehearse --keep --json` prints. */
interface Kept {
  readonly kept: { readonly endpoint: string; readonly pid: number };
}

/** A copy of the workspace whose commits are deployed, one after the other, to an embedded AWS. */
export class DeployedVersions {
  public readonly copy = new WorkspaceCopy(ROOT, process.env);
  private kept: Kept["kept"] | undefined;
  /** The real provider where one is offered. */
  private readonly provider = offeredTools(ROOT).providerMirror ?? "rehearsal";

  /** Tags HEAD and delivers it. */
  public deliver(tag: string): void {
    this.copy.git("tag", "-a", tag, "-m", "delivered");
    const where = this.kept === undefined ? ["--keep"] : ["--endpoint", this.kept.endpoint];
    const words = ["rehearse", tag, "--provider", this.provider, "--json", ...where];
    const { exitCode, stdout, stderr } = this.copy.tagform(...words);
    if (exitCode !== 0) throw new Error(stderr);
    this.kept ??= (JSON.parse(stdout) as Kept).kept;
  }

  /** Runs a command that looks at what is deployed. */
  public tagform(command: string, ...words: string[]): Ended {
    const endpoint = this.kept?.endpoint ?? "";
    return this.copy.tagform(command, ...words, "--endpoint", endpoint, "--provider", this.provider);
  }

  public dispose(): void {
    if (this.kept !== undefined) process.kill(this.kept.pid);
    this.copy.dispose();
  }
}
