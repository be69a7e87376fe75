import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The terraform on the PATH; undefined when there is none, which the specs that need it say. */
export const TERRAFORM = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .map((folder) => path.join(folder, "terraform"))
  .find((file) => existsSync(file));

/** `describe`, or, when `need` is undefined, a skipped one and a message that says what was not tested. */
export function describeWith(need: unknown, missing: string): jest.Describe {
  if (need !== undefined) return describe;
  // Not the console: jest drops what suites print of which every test is skipped.
  process.stderr.write(`SKIPPED: ${missing}\n`);
  return describe.skip;
}

export interface Plan {
  readonly configuration: unknown;
  readonly planned_values: unknown;
  readonly resource_changes?: readonly { readonly address: string }[];
  readonly output_changes?: unknown;
  readonly checks?: unknown;
}

/** A folder with a Terraform configuration, and terraform run in it without anything of the user's set-up. */
export class Workspace {
  public constructor(
    public readonly folder: string,
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {}

  public async init(...options: string[]): Promise<void> {
    await this.run("init", "-input=false", "-no-color", ...options);
  }

  /** Plans into a file and returns it as JSON. */
  public async plan(...options: string[]): Promise<Plan> {
    await this.run("plan", "-input=false", "-no-color", "-out=tfplan", ...options);
    return this.show<Plan>("tfplan");
  }

  /** Applies the planned changes and returns the state as JSON. */
  public async apply(): Promise<unknown> {
    await this.run("apply", "-input=false", "-no-color", "tfplan");
    return this.show();
  }

  /** The files that `terraform fmt` would change. */
  public async unformatted(): Promise<string> {
    const { stdout } = await this.execute("fmt", "-recursive", "-write=false", "-list=true");
    return stdout;
  }

  public async run(...args: string[]): Promise<string> {
    const { stdout } = await this.execute(...args);
    return stdout;
  }

  private async show<T = unknown>(...file: string[]): Promise<T> {
    return JSON.parse(await this.run("show", "-json", ...file)) as T;
  }

  private async execute(...args: string[]): Promise<{ stdout: string }> {
    const env = {
      PATH: process.env["PATH"],
      HOME: this.folder,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_CONFIG_FILE: path.join(this.folder, "no.tfrc"),
      ...this.settings,
    };
    const options = { cwd: this.folder, env, maxBuffer: 256 * 1024 * 1024 };
    if (!existsSync(env.TF_CLI_CONFIG_FILE)) writeFileSync(env.TF_CLI_CONFIG_FILE, "");
    return execute(TERRAFORM ?? "terraform", args, options).catch((error: unknown) => {
      const { stderr } = error as { stderr?: string };
      throw new Error(`terraform ${args.join(" ")} failed in ${this.folder}:\n${stderr ?? String(error)}`);
    });
  }
}

const temporary: string[] = [];

/** A new temporary folder, removed by `removeTemporaryFolders`. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "hcl-oracle-"));
  temporary.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
}
