import { cellsOf } from "@tagform/config";
import { assertNoIssues, EXIT, type Issue } from "@tagform/outcome";
import { cellsLeftBehind, status } from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import type { Register } from "../command";
import type { Context } from "../context";
import { placedCells } from "../delivery/placed-cells";
import { ENDPOINT_OPTION, recordsCloud } from "../delivery/records-cloud";
import { checkedEnvironments } from "../environments";
import { type StateOptions, stateOptions } from "../state-options";

interface CheckOptions extends StateOptions {
  readonly deployed?: true;
  readonly endpoint?: string;
  readonly json?: true;
}

export const registerCheck: Register = (program, context, run) => {
  const command = program
    .command("check")
    .description("check all environment data of the working tree, each by itself and against the others")
    .option("--deployed", "also against the records: cells that left the data and were not destroyed")
    .option("--json", "print one JSON object, with the issues")
    .option(...ENDPOINT_OPTION);
  stateOptions(command).action(
    run(async (options: CheckOptions) => {
      const { environments, issues: ofData } = await checkedEnvironments();
      const issues = [
        ...ofData,
        ...(options.deployed ? await issuesOfDeployed(environments, options, context) : []),
      ];
      if (options.json) {
        const names = environments.map(({ name }) => name);
        context.print(JSON.stringify({ ok: issues.length === 0, environments: names, issues }, undefined, 2));
        return issues.length === 0 ? EXIT.ok : EXIT.error;
      }
      assertNoIssues("environments", issues);
      const cells = environments.flatMap((environment) => cellsOf(environment)).length;
      context.print(`${environments.length} environments with ${cells} cells: no issues`);
      return EXIT.ok;
    }),
  );
};

async function issuesOfDeployed(
  environments: readonly Environment[],
  options: CheckOptions,
  context: Context,
): Promise<Issue[]> {
  const cells = environments.flatMap((environment) => placedCells(environment, options, context.env));
  context.status.start("reads what is deployed");
  try {
    return cellsLeftBehind(await status({ cloud: await recordsCloud(options.endpoint), cells }));
  } finally {
    context.status.stop();
  }
}
