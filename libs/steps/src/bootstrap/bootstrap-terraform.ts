import { join } from "node:path";

import {
  InterruptedError,
  run,
  type RunResult,
  Terraform,
  terraformEnvironment,
  TerraformError,
} from "@tagform/toolchain";

import { type Cloud, REAL_AWS } from "../cloud";
import { cloudEnvironment } from "../cloud-environment";
import { requireTool } from "../require-tool";
import { initialize, lockTimeoutOf } from "../run-terraform";
import { type StepContext } from "../step-context";
import { type BootstrapFolder } from "./bootstrap-folder";

/** Terraform in the work folder of a bootstrap, with the commands that nothing but a bootstrap needs. */
export class BootstrapTerraform {
  private constructor(
    public readonly terraform: Terraform,
    private readonly cloud: Cloud,
    private readonly start: (words: readonly string[]) => Promise<RunResult>,
  ) {}

  /** Makes the work folder, as it was prepared, ready for use. */
  public static async open(
    folder: BootstrapFolder,
    cloud: Cloud,
    context: StepContext,
    backend: "local" | "own",
  ): Promise<BootstrapTerraform> {
    const { path } = await requireTool("terraform", context);
    const env = await terraformEnvironment({
      env: cloudEnvironment(cloud, context.env),
      provider: cloud.provider,
      folder: join(folder.root, "terraform"),
    });
    const { signal } = context;
    const terraform = new Terraform({ path, directory: folder.work, env, signal });
    const start = (words: readonly string[]): Promise<RunResult> =>
      run(path, words, { cwd: folder.work, env, signal, ownGroup: true, interrupts: "child" });
    await initialize(terraform, backend === "local" ? { ...cloud, backendConfig: {} } : cloud);
    return new BootstrapTerraform(terraform, cloud, start);
  }

  /** Of an attempt that was killed, terraform may go on, also on an embedded AWS. */
  public readonly lockTimeoutSeconds = lockTimeoutOf(REAL_AWS);

  /** Output of `terraform plan -json`: what would be done and what stands in its way, both at once. Saves nothing. */
  public async planEvents(): Promise<string> {
    const timeout = `-lock-timeout=${this.lockTimeoutSeconds}s`;
    const result = await this.start(["plan", "-json", "-input=false", timeout]);
    if (result.interrupted) throw new InterruptedError("terraform plan was interrupted: nothing was changed");
    return result.stdout;
  }

  /**
   * Copy the state from the backend that the folder was opened with to the one that its files name now. Terraform holds
   * the locks of both meanwhile.
   */
  public async moveState(): Promise<void> {
    const settings = Object.entries(this.cloud.backendConfig);
    const backend = settings.map(([name, value]) => `-backend-config=${name}=${value}`);
    const words = ["-migrate-state", "-force-copy", "-input=false", "-no-color", ...backend];
    const result = await this.start(["init", ...words]);
    if (result.interrupted)
      throw new InterruptedError("moving the state was interrupted: run tagform bootstrap again");
    if (result.exitCode !== 0) throw new TerraformError("init -migrate-state", result);
  }
}
