import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { EXIT } from "@tagform/outcome";
import { plan, runDirectory } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { deliver } from "../delivery/deliver";
import { loadRun } from "../delivery/load-run";
import { sessionOf } from "../delivery/session";
import { stepContext } from "../delivery/step-context";
import { tagOrRun, type TagOrRunOptions } from "../delivery/tag-or-run";
import { type StateOptions, stateOptions, stateWords } from "../state-options";

interface PlanOptions extends TagOrRunOptions, StateOptions {
  readonly destroy?: true;
  readonly json?: true;
  readonly quiet?: true;
}

export const registerPlan: Register = (program, context, run) => {
  const command = program
    .command("plan")
    .description("plan what the tagged commit would change; exit code 2 when it would change something")
    .argument("[tag]", "<environment>_<scope>/<team>/<version>: source, verify and plan its commit")
    .option("--run <dir>", "plan the verified configuration of this run directory, and nothing before it")
    .option("--destroy", "plan the destruction of the cell")
    .option("--json", "print the summary as JSON")
    .option("--quiet", "print no plan; it stays in the run directory");
  stateOptions(command).action(
    run(async (tag: string | undefined, options: PlanOptions) => {
      const chosen = tagOrRun(tag, options);
      if (chosen.run !== undefined) return planRun(context, resolve(chosen.run), options);
      const words = options.destroy ? ["--destroy"] : [];
      const { exitCode } = await deliver(context, {
        tag: chosen.tag,
        steps: ["verify", "plan"],
        options: { plan: [...words, ...stateWords(options)] },
        ...(options.json ? { jsonOf: "plan" as const } : {}),
      });
      return exitCode;
    }),
  );
};

async function planRun(context: Context, folder: string, options: PlanOptions): Promise<number> {
  const { destination, manifest } = await loadRun(folder, options, context.env);
  const request = {
    run: folder,
    destination,
    mode: options.destroy ? ("destroy" as const) : ("deploy" as const),
    dependencyLock: join(context.root, "libs/stack/terraform.lock.hcl"),
    session: sessionOf(manifest),
  };
  const summary = await plan(request, stepContext(context));
  if (options.json) context.print(JSON.stringify(summary, undefined, 2));
  else if (!options.quiet) context.print((await readFile(runDirectory(folder).planText, "utf8")).trimEnd());
  return summary.noChanges ? EXIT.ok : EXIT.changes;
}
