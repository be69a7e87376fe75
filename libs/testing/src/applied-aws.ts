import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run, terraformEnvironment } from "@tagform/toolchain";

import { installed, Moto } from "./moto";
import { offeredTools } from "./offered-tools";
import type { TerraformDocument } from "./synth-stack";

/** Terraform in a folder of its own: `await terraform("plan", "-json")`. */
export type TerraformInFolder = (...args: string[]) => ReturnType<typeof run>;

/** Where moto answers, for {@link AppliedAws.providerSettings}. */
const REGION = "us-east-1";

/** For specs only: an embedded AWS, and terraform with the real AWS provider, where set-up has both. */
export class AppliedAws {
  private constructor(
    private readonly path: string,
    private readonly directory: string,
    private readonly providerMirror: string,
    public readonly moto: Moto,
  ) {}

  /** What this machine has not: the spec is skipped then. */
  public static missing(checkout: string): string[] {
    return [
      ...(installed(checkout, "moto_server") === undefined ? ["moto_server"] : []),
      ...(offeredTools(checkout).providerMirror === undefined ? ["real AWS provider"] : []),
    ];
  }

  /** @param path `PATH` */
  public static async start(checkout: string, path: string): Promise<AppliedAws> {
    const program = installed(checkout, "moto_server");
    const { providerMirror } = offeredTools(checkout);
    if (program === undefined || providerMirror === undefined) {
      throw new Error(`this machine has no ${AppliedAws.missing(checkout).join(" and no ")}`);
    }
    const directory = await mkdtemp(join(tmpdir(), "applied-"));
    return new AppliedAws(path, directory, providerMirror, await Moto.start(program, path, directory));
  }

  /** Of the AWS provider, so that it talks to the embedded AWS. */
  public get providerSettings() {
    const { endpoint } = this.moto;
    return {
      region: REGION,
      s3UsePathStyle: true,
      skipMetadataApiCheck: "true",
      maxRetries: 2,
      // For S3 Control it puts the account before the host's name, which nobody can resolve.
      httpProxy: endpoint,
      httpsProxy: endpoint,
      noProxy: "127.0.0.1",
    };
  }

  /**
   * A folder with a configuration, and terraform to run there.
   *
   * @param files text of further files by name: `baseline.tftest.hcl`
   */
  public async terraformIn(
    name: string,
    configuration: object,
    files: Readonly<Record<string, string>> = {},
  ): Promise<TerraformInFolder> {
    const folder = join(this.directory, name);
    await mkdir(folder);
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    // On many lines: an error quotes the one that it is about.
    await writeFile(join(folder, "main.tf.json"), JSON.stringify(configuration, null, 2));
    const env = await terraformEnvironment({
      env: { PATH: this.path, HOME: this.directory },
      additions: {
        TF_INPUT: "0",
        AWS_ENDPOINT_URL: this.moto.endpoint,
        AWS_ACCESS_KEY_ID: "REHEARSALNOTREAL0000",
        AWS_SECRET_ACCESS_KEY: "none",
        AWS_EC2_METADATA_DISABLED: "true",
      },
      provider: { kind: "mirror", directory: this.providerMirror },
      folder: join(this.directory, "settings", name),
    });
    return (...args) => run("terraform", [...args, "-no-color"], { cwd: folder, env, ownGroup: true });
  }

  public async stop(): Promise<void> {
    await this.moto.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/**
 * For specs only: an embedded AWS for all tests of a file, given once it answers.
 *
 * @param path `PATH`
 * @returns `test`, or `test.skip` where this machine lacks something; it says what
 */
export function withAppliedAws(checkout: string, path: string, give: (aws: AppliedAws) => void): jest.It {
  const missing = AppliedAws.missing(checkout);
  if (missing.length > 0) {
    console.warn(`SKIPPED: this machine has no ${missing.join(" and no ")}`);
    return test.skip;
  }
  let aws: AppliedAws | undefined;
  beforeAll(async () => {
    aws = await AppliedAws.start(checkout, path);
    give(aws);
  }, 60_000);
  afterAll(() => aws?.stop());
  return test;
}

/** Without what moto 5.2.5 forgets of a lifecycle, on which the provider waits; with a state in the folder. */
export function forMoto(document: TerraformDocument): object {
  const without = (key: string, value: unknown): unknown =>
    key === "newer_noncurrent_versions" ? undefined : value;
  const configuration = JSON.parse(JSON.stringify(document, without)) as { terraform: { backend: object } };
  configuration.terraform.backend = { local: { path: "terraform.tfstate" } };
  return configuration;
}

/** What terraform would do to resources: `update`, `create`. */
export async function plannedActions(terraform: TerraformInFolder): Promise<string[]> {
  const { stdout } = await terraform("plan", "-json");
  if (!stdout.includes('"change_summary"')) throw new Error(`terraform planned nothing: ${stdout}`);
  return stdout
    .split("\n")
    .filter((line) => line.includes('"planned_change"'))
    .map((line) => (JSON.parse(line) as { change: { action: string } }).change.action);
}
