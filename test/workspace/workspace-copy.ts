import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A copy of this checkout's files as they are now, in a repository of its own, sharing the installed packages. */
export class WorkspaceCopy {
  public readonly root: string;

  public constructor(checkout: string) {
    this.root = mkdtempSync(path.join(tmpdir(), "tagform-workspace-"));
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: checkout,
      encoding: "utf8",
    });
    for (const file of listed.split("\0").filter((name) => name !== "")) {
      mkdirSync(path.join(this.root, path.dirname(file)), { recursive: true });
      cpSync(path.join(checkout, file), path.join(this.root, file), { verbatimSymlinks: true });
    }
    for (const folder of ["node_modules", ".tagform"]) {
      symlinkSync(path.join(checkout, folder), path.join(this.root, folder));
    }
    this.git("init", "--quiet", "--initial-branch=main");
    this.commit("base");
  }

  public append(file: string, text: string): void {
    appendFileSync(path.join(this.root, file), text);
  }

  public commit(message: string): void {
    this.git("add", "--all");
    this.git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", message);
  }

  /** Back to the files of the first commit. */
  public reset(): void {
    this.git("reset", "--quiet", "--hard", "main");
    this.git("clean", "--quiet", "-fd");
  }

  /** Runs a command line of a workflow the way a shell without expansion would: split at spaces. */
  public run(commandLine: string, env: Readonly<Record<string, string>> = {}): Ended {
    const [file = "", ...args] = commandLine.split(" ");
    const { status, stdout, stderr } = spawnSync(file, args, {
      cwd: this.root,
      env: { ...process.env, NX_DAEMON: "false", NX_BASE: "main", NX_HEAD: "HEAD", ...env },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return { exitCode: status, output: `${stdout}${stderr}` };
  }

  public dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  public git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.root, encoding: "utf8" });
  }
}
