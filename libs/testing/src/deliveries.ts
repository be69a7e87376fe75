import { EXIT } from "@tagform/outcome";

import type { Ended, WorkspaceCopy } from "./workspace-copy";

/** What `tagform rehearse --json` prints. */
export interface Rehearsal {
  readonly deployments: readonly {
    readonly tag: string;
    readonly plan: string;
    readonly result: string;
    readonly state: { readonly bucket: string; readonly key: string; readonly region: string };
  }[];
  readonly endpoint: string;
  readonly kept?: { readonly endpoint: string; readonly pid: number };
}

/** Deliveries of a copy's tags, one after the other, to one embedded AWS that stays in between. */
export class Deliveries {
  private kept: Rehearsal["kept"];

  public constructor(
    private readonly copy: WorkspaceCopy,
    private readonly provider: string,
  ) {}

  /** Where the embedded AWS is, once something was delivered. */
  public get endpoint(): string {
    if (this.kept === undefined) throw new Error("nothing was delivered yet: there is no embedded AWS");
    return this.kept.endpoint;
  }

  /** Delivers tags on the copy's last commit; what became of each, by tag. */
  public deliver(...tags: string[]): Record<string, Rehearsal["deployments"][number]> {
    const { exitCode, stdout, stderr } = this.attempt(...tags);
    if (exitCode !== 0) {
      this.stopWhatStays(stderr);
      throw new Error(stderr);
    }
    const rehearsal = JSON.parse(stdout) as Rehearsal;
    this.kept ??= rehearsal.kept;
    return Object.fromEntries(rehearsal.deployments.map((deployment) => [deployment.tag, deployment]));
  }

  /** How a delivery ends that is expected to fail. */
  public attempt(...tags: string[]): Ended {
    const where = this.kept === undefined ? ["--keep"] : ["--endpoint", this.kept.endpoint];
    const words = ["rehearse", ...tags, "--provider", this.provider, ...where, "--json"];
    const ended = this.copy.tagform(...words);
    // Terraform now and then misses the answer to the call that took the lock, and then finds it taken.
    return ended.exitCode === EXIT.lockHeld ? this.copy.tagform(...words) : ended;
  }

  public dispose(): void {
    if (this.kept !== undefined) process.kill(this.kept.pid);
  }

  /** A first delivery that fails leaves its embedded AWS, too, for whoever wants to look at it. */
  private stopWhatStays(said: string): void {
    const pid = this.kept === undefined ? /^ *kill (?<pid>\d+)$/m.exec(said)?.groups?.["pid"] : undefined;
    if (pid !== undefined) process.kill(Number(pid));
  }
}
