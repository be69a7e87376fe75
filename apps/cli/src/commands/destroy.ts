import type { Register } from "../command";
import { deliver } from "../delivery/deliver";
import { type StateOptions, stateOptions, stateWords } from "../state-options";

export const registerDestroy: Register = (program, context, run) => {
  const command = program
    .command("destroy")
    .description(
      "destroy everything in the cell of a tag; a person is always asked. Regional cells go before global",
    )
    .argument(
      "<tag>",
      "<environment>_<scope>/<team>/<version>: a tag of the cell, whose commit tells how to reach it",
    )
    .option("--json", "print the result as JSON");
  stateOptions(command).action(
    run(async (tag: string, options: StateOptions & { readonly json?: true }) => {
      const words = stateWords(options);
      const { exitCode } = await deliver(context, {
        tag,
        steps: ["verify", "plan", "approve", "apply", "record"],
        options: { plan: ["--destroy", ...words], apply: words, record: words },
        ...(options.json ? { jsonOf: "apply" as const } : {}),
      });
      return exitCode;
    }),
  );
};
