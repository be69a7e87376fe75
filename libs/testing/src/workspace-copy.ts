import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, stdout first. */
  readonly output: string;
}

/** What set-up installed; a copy builds programs of its own, so `.tagform` as a whole is not shared. */
const SHARED = ["node_modules", ".tagform/bin", ".tagform/venv", ".tagform/tflint.d", ".tagform/offered"];
const MOST_OUTPUT = 64 * 1024 * 1024;

/** A copy of a checkout's files as they are now, in a repository of its own, sharing what set-up installed. */
export class WorkspaceCopy {
  public readonly root: string;
  /** The commit of the files as they were copied. */
  public readonly base: string;
  private readonly env: Readonly<Record<string, string | undefined>>;

  public constructor(checkout: string, env: Readonly<Record<string, string | undefined>>) {
    this.env = ownEnvironment(env);
    this.root = mkdtempSync(path.join(tmpdir(), "tagform-workspace-"));
    for (const file of filesOf(checkout)) {
      mkdirSync(path.join(this.root, path.dirname(file)), { recursive: true });
      cpSync(path.join(checkout, file), path.join(this.root, file), { verbatimSymlinks: true });
    }
    mkdirSync(path.join(this.root, ".tagform"));
    for (const installed of SHARED) {
      const original = path.join(checkout, installed);
      if (existsSync(original)) symlinkSync(original, path.join(this.root, installed));
    }
    this.git("init", "--quiet", "--initial-branch=main");
    // Links to folders that .gitignore names as folders.
    appendFileSync(path.join(this.root, ".git/info/exclude"), "/node_modules\n/.tagform\n");
    this.git("config", "user.name", "Test");
    this.git("config", "user.email", "test@example.com");
    this.commit("base");
    this.base = this.git("rev-parse", "HEAD").trim();
  }

  public append(file: string, text: string): void {
    appendFileSync(path.join(this.root, file), text);
  }

  /** Replaces the first occurrence of `old`, which must be there. */
  public replace(file: string, old: string, text: string): void {
    const whole = path.join(this.root, file);
    const content = readFileSync(whole, "utf8");
    if (!content.includes(old)) throw new Error(`${file} has no ${JSON.stringify(old)}`);
    writeFileSync(
      whole,
      content.replace(old, () => text),
    );
  }

  public commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "-m", message);
  }

  /** Back to the files of `revision`. */
  public reset(revision: string): void {
    this.git("reset", "--quiet", "--hard", revision);
    this.git("clean", "--quiet", "-fd");
  }

  /** Runs a program without a shell. `cwd`: a folder of the copy, its root by default. */
  public run(
    file: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    cwd: string = this.root,
  ): Ended {
    const { status, stdout, stderr } = spawnSync(file, args, {
      cwd,
      env: { ...this.env, ...env },
      encoding: "utf8",
      maxBuffer: MOST_OUTPUT,
    });
    return { exitCode: status, stdout, stderr, output: `${stdout}${stderr}` };
  }

  /** Runs the copy's own `tagform`. */
  public tagform(...words: string[]): Ended {
    return this.run(process.execPath, [this.program, ...words]);
  }

  public get program(): string {
    return path.join(this.root, "apps/cli/bin/tagform.mjs");
  }

  public git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.root, encoding: "utf8" });
  }

  public dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Without what a surrounding run of nx says about itself: its tasks, its caches, its colors. */
function ownEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith("NX_") && name !== "FORCE_COLOR");
  return { ...Object.fromEntries(kept), NX_DAEMON: "false", NO_COLOR: "1" };
}

/** Tracked files and new ones that are not ignored, as far as they exist. */
function filesOf(checkout: string): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: checkout,
    encoding: "utf8",
    maxBuffer: MOST_OUTPUT,
  });
  return listed.split("\0").filter((file) => file !== "" && existsSync(path.join(checkout, file)));
}
