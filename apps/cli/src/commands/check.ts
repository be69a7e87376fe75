import { cellsOf } from "@tagform/config";

import type { Register } from "../command";
import { loadEnvironments } from "../environments";

export const registerCheck: Register = (program, context, run) => {
  program
    .command("check")
    .description("check all environment data of the working tree, each by itself and against the others")
    .action(
      run(async () => {
        const environments = await loadEnvironments();
        const cells = environments.flatMap((environment) => cellsOf(environment)).length;
        context.print(`${environments.length} environments with ${cells} cells: no issues`);
        return undefined;
      }),
    );
};
