import { cellsOf, checkEnvironments } from "@tagform/config";
import { type Cell, parseDeploymentTag, resolveStateSettings, stackName } from "@tagform/deployment";
import { assertNoIssues, UserError } from "@tagform/outcome";
import { type Environment, kinds } from "@tagform/workload-catalog";
import { App } from "cdktf";

import { createCellStack } from "./create-cell-stack";
import { withoutStackTraces } from "./without-stack-traces";

/**
 * The program behind `cdktf synth`, `cdktf diff` and their like: all cells of an environment as cdktf's own JSON, in
 * `CDKTF_OUTDIR` or `cdktf.out`. `DEPLOYMENT_TAG` or `CDKTF_TARGET_STACK_ID` narrows it to one cell.
 *
 * @throws UserError when that cell is of another environment or is not in its data, the data has issues, or HCL is wanted
 */
export async function synthesizeApp(
  environment: Environment,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  if (env["SYNTH_HCL_OUTPUT"] === "true") {
    throw new UserError("cdktf's own HCL loses parts of a stack: leave --hcl out, or use tagform synth");
  }
  assertNoIssues(`environment ${environment.name}`, checkEnvironments([environment], kinds));
  const { settings } = resolveStateSettings({
    option: {},
    environmentVariable: env,
    data: environment.state,
  });
  withoutStackTraces();
  const app = new App();
  for (const cell of wantedCells(environment, env)) {
    await createCellStack(app, { environment, cell, state: settings });
  }
  app.synth();
}

function wantedCells(
  environment: Environment,
  env: Readonly<Record<string, string | undefined>>,
): readonly Cell[] {
  const tag = env["DEPLOYMENT_TAG"];
  if (tag !== undefined) return [parseDeploymentTag(tag).cell];
  const cells = cellsOf(environment);
  const stack = env["CDKTF_TARGET_STACK_ID"];
  if (stack === undefined) return cells;
  const found = cells.filter((cell) => stackName(cell) === stack);
  if (found.length > 0) return found;
  const known = cells.map(stackName).join(", ");
  throw new UserError(`environment ${environment.name} has no stack "${stack}", only ${known}`);
}
