import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { UserError } from "@tagform/outcome";
import {
  CHECK_GROUPS,
  type CheckGroup,
  readCloud,
  runDirectory,
  verify,
  verifyExitCode,
} from "@tagform/steps";
import { Option } from "commander";

import type { Register } from "../command";
import type { Context } from "../context";
import { PROVIDER_OPTION } from "../delivery/choose-aws-provider";
import { deliver } from "../delivery/deliver";
import { loadRun } from "../delivery/load-run";
import { stepContext } from "../delivery/step-context";
import { synthesizerOf } from "../delivery/synthesize";
import { verifyWorkingTree, type WorkingTreeOptions } from "../delivery/verify-working-tree";
import { isTag } from "../select-cells";
import { stateOptions, stateWords } from "../state-options";

type VerifyOptions = WorkingTreeOptions & { readonly run?: string; readonly checks?: CheckGroup };

export const registerVerify: Register = (program, context, run) => {
  const command = program
    .command("verify")
    .description(
      "check a configuration: terraform fmt and validate, tflint, checkov, our policy; exit code 2 on findings",
    )
    .argument(
      "[tag|cell|glob...]",
      "one tag reads its commit; cells and globs (quote them) read the working tree",
    )
    .option("--run <dir>", "verify the exported commit of this run directory, and nothing before it")
    .addOption(
      new Option(
        "--checks <group>",
        "with --run: lint = terraform fmt, validate and tflint; scan = checkov and policy, added to lint's report (default: all)",
      ).choices(Object.keys(CHECK_GROUPS)),
    )
    .option("--out <dir>", "folder for configurations and reports of the working tree", "dist/verify")
    .option("--json", "print the report as JSON; of cells and globs, an array of them")
    .option("--strict", "fail where tflint or its AWS rules are missing, as a pipeline does")
    .option(...PROVIDER_OPTION);
  stateOptions(command).action(
    run(async (selectors: string[], options: VerifyOptions) => {
      const [first] = selectors;
      if (options.run !== undefined && first === undefined)
        return verifyRun(context, resolve(options.run), options);
      if (first === undefined || options.run !== undefined) {
        throw new UserError("give a tag, cells or --run <dir>, and not both");
      }
      if (options.checks !== undefined) {
        throw new UserError("--checks goes with --run <dir>: a tag and cells are always checked by all");
      }
      if (selectors.length > 1 || !isTag(first)) return verifyWorkingTree(context, selectors, options);
      const { exitCode } = await deliver(context, {
        tag: first,
        steps: ["verify"],
        options: { verify: stateWords(options) },
        ...(options.json ? { jsonOf: "verify" as const } : {}),
      });
      return exitCode;
    }),
  );
};

async function verifyRun(context: Context, folder: string, options: VerifyOptions): Promise<number> {
  const { environment, cell } = await loadRun(folder, options, context.env);
  const { kind } = await readCloud(runDirectory(folder));
  const report = await verify(
    {
      run: folder,
      synthesize: synthesizerOf(environment, cell, options, context.env),
      mode: kind === "embedded" ? "rehearsal" : "pipeline",
      ...(options.checks === undefined ? {} : { checks: options.checks }),
      dependencyLock: join(context.root, "libs/stack/terraform.lock.hcl"),
    },
    stepContext(context),
  );
  if (options.json) context.print(JSON.stringify(report, undefined, 2));
  else if (!report.ok) {
    context.print(await readFile(join(runDirectory(folder).verify, "report.txt"), "utf8"));
  }
  return verifyExitCode(report);
}
