import { cellsOf } from "@tagform/config";
import { assertNoIssues, EXIT } from "@tagform/outcome";

import type { Register } from "../command";
import { checkedEnvironments } from "../environments";

export const registerCheck: Register = (program, context, run) => {
  program
    .command("check")
    .description("check all environment data of the working tree, each by itself and against the others")
    .option("--json", "print one JSON object, with the issues")
    .action(
      run(async (options: { json?: true }) => {
        const { environments, issues } = await checkedEnvironments();
        if (options.json) {
          const names = environments.map(({ name }) => name);
          context.print(
            JSON.stringify({ ok: issues.length === 0, environments: names, issues }, undefined, 2),
          );
          return issues.length === 0 ? EXIT.ok : EXIT.error;
        }
        assertNoIssues("environments", issues);
        const cells = environments.flatMap((environment) => cellsOf(environment)).length;
        context.print(`${environments.length} environments with ${cells} cells: no issues`);
        return EXIT.ok;
      }),
    );
};
