import { checkEnvironments, deployableCellsOf } from "@tagform/config";
import { type Cell, parseDeploymentTag, resolveStateSettings, stackName } from "@tagform/deployment";
import { assertNoIssues, UserError } from "@tagform/outcome";
import { type Environment, kinds } from "@tagform/workload-catalog";
import { App } from "cdktf";

import { createCellStack } from "./create-cell-stack";
import { useFormatForCdktf } from "./format-for-cdktf";
import { withoutStackTraces } from "./without-stack-traces";

/**
 * The program behind `cdktf synth`, `cdktf diff` and their like: all cells of an environment in `CDKTF_OUTDIR` or
 * `cdktf.out`, as cdktf's own JSON or, with `cdktf synth --hcl`, in our native syntax.
 *
 * @param env the process's environment. `DEPLOYMENT_TAG` or `CDKTF_TARGET_STACK_ID` narrows it to one cell;
 *   `SYNTH_HCL_OUTPUT` asks for native syntax and is taken out of it, because cdktf, which looks into it, too, would write
 *   its own HCL then, and that loses parts of a stack
 * @throws UserError when that cell is of another environment or is not in its data, or the data has issues
 */
export async function synthesizeApp(
  environment: Environment,
  env: Record<string, string | undefined>,
): Promise<void> {
  const format = env["SYNTH_HCL_OUTPUT"] === "true" ? "hcl" : "json";
  delete env["SYNTH_HCL_OUTPUT"];
  assertNoIssues(`environment ${environment.name}`, checkEnvironments([environment], kinds));
  const { settings } = resolveStateSettings({
    option: {},
    environmentVariable: env,
    data: environment.state,
  });
  withoutStackTraces();
  const app = new App();
  for (const cell of wantedCells(environment, env)) {
    const stack = await createCellStack(app, { environment, cell, state: settings });
    useFormatForCdktf(stack, format);
  }
  app.synth();
}

function wantedCells(
  environment: Environment,
  env: Readonly<Record<string, string | undefined>>,
): readonly Cell[] {
  const tag = env["DEPLOYMENT_TAG"];
  if (tag !== undefined) return [parseDeploymentTag(tag).cell];
  const cells = deployableCellsOf(environment);
  const stack = env["CDKTF_TARGET_STACK_ID"];
  if (stack === undefined) return cells;
  const found = cells.filter((cell) => stackName(cell) === stack);
  if (found.length > 0) return found;
  const known = cells.map(stackName).join(", ");
  throw new UserError(`environment ${environment.name} has no stack "${stack}", only ${known}`);
}
