import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** For specs: how a terraform command ended. */
export interface Outcome {
  readonly exitCode: number;
  /** Standard output and error together. */
  readonly output: string;
}

/** For specs: a folder with a configuration, in which terraform runs with nothing but the environment given. */
export class TerraformWorkspace {
  private constructor(
    public readonly directory: string,
    private readonly terraform: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  public static async create(
    terraform: string,
    files: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>>,
  ): Promise<TerraformWorkspace> {
    const directory = await mkdtemp(join(tmpdir(), "rehearsal-"));
    await mkdir(join(directory, "home"));
    const workspace = new TerraformWorkspace(directory, terraform, {
      HOME: join(directory, "home"),
      PATH: "/usr/bin:/bin",
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      ...environment,
    });
    for (const [name, content] of Object.entries(files)) await workspace.write(name, content);
    return workspace;
  }

  public write(name: string, content: string): Promise<void> {
    return writeFile(join(this.directory, name), content);
  }

  public remove(name = "."): Promise<void> {
    return rm(join(this.directory, name), { recursive: true });
  }

  public run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const options = { cwd: this.directory, env: { ...this.environment, ...environment }, maxBuffer: 1 << 26 };
    return new Promise((resolve) => {
      const child = execFile(this.terraform, [...args, "-no-color"], options, (_error, stdout, stderr) => {
        resolve({ exitCode: child.exitCode ?? 1, output: `${stdout}${stderr}` });
      });
    });
  }
}

/** For specs: the terraform or tofu on the search path, if any. */
export function findTerraform(path: string): string | undefined {
  const candidates = path
    .split(delimiter)
    .flatMap((folder) => [join(folder, "terraform"), join(folder, "tofu")]);
  return candidates.find((file) => existsSync(file));
}
