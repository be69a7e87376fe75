import { createHash } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";

import { type Ended, offeredTools, WorkspaceCopy } from "@tagform/testing";

const ROOT = path.resolve(__dirname, "../..");

/** As far as these tests read what `tagform rehearse --keep --json` prints. */
interface Kept {
  readonly deployments: readonly [{ readonly run: string }];
  readonly kept: {
    readonly endpoint: string;
    readonly pid: number;
    readonly environment: Readonly<Record<string, string>>;
  };
}

/** A copy of the workspace, and one of its cells as a delivery of its commit left it on an embedded AWS. */
export class DeployedCell {
  public readonly copy: WorkspaceCopy;
  private readonly rehearsal: Kept;
  /** The real provider where one is offered. */
  private readonly provider = offeredTools(ROOT).providerMirror ?? "rehearsal";

  public constructor(
    tag: string,
    public readonly stack: string,
  ) {
    this.copy = new WorkspaceCopy(ROOT, process.env);
    this.copy.git("tag", "-a", tag, "-m", "delivered");
    const words = ["rehearse", tag, "--provider", this.provider, "--keep", "--json"];
    const { exitCode, stdout, stderr } = this.copy.tagform(...words);
    if (exitCode !== 0) throw new Error(stderr);
    this.rehearsal = JSON.parse(stdout) as Kept;
  }

  /** SHA-256 of the configuration that the delivery verified, planned and applied. */
  public get deliveredDigest(): string {
    const report = readFileSync(path.join(this.run, "verify/report.json"), "utf8");
    return (JSON.parse(report) as { readonly sha256: string }).sha256;
  }

  public tagform(command: string, ...words: string[]): Ended {
    const { endpoint } = this.rehearsal.kept;
    return this.copy.tagform(command, ...words, "--endpoint", endpoint, "--provider", this.provider);
  }

  /** Runs a command that reads records, and needs no provider. */
  public readRecords(command: string, ...words: string[]): Ended {
    return this.copy.tagform(command, ...words, "--endpoint", this.rehearsal.kept.endpoint);
  }

  /** Lets a run directory deliver to the same embedded AWS. */
  public useCloudIn(run: string): void {
    copyFileSync(path.join(this.run, "cloud.json"), path.join(run, "cloud.json"));
  }

  /** Runs the real cdktf-cli in `apps/dev`, as a person at a laptop does. */
  public cdktf(...words: string[]): Ended {
    const env = {
      ...this.rehearsal.kept.environment,
      CI: "true",
      TF_CLI_CONFIG_FILE: path.join(this.run, "terraform/terraform.tfrc"),
      // No name server knows bucket.127.0.0.1.
      TF_CLI_ARGS_init: "-backend-config=use_path_style=true",
    };
    return this.copy.run("npx", ["cdktf", ...words], env, path.join(this.copy.root, "apps/dev"));
  }

  /** SHA-256 of a file that cdktf-cli left in the stack's folder. */
  public digestOf(file: string): string {
    return createHash("sha256")
      .update(readFileSync(path.join(this.folder, file)))
      .digest("hex");
  }

  public get folder(): string {
    return path.join(this.copy.root, "apps/dev/cdktf.out/stacks", this.stack);
  }

  public dispose(): void {
    process.kill(this.rehearsal.kept.pid);
    this.copy.dispose();
  }

  private get run(): string {
    return this.rehearsal.deployments[0].run;
  }
}
