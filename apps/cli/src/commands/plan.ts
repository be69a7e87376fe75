import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { INFRA_BUILD_ROLE, INFRA_PLAN_ROLE } from "@tagform/deployment";
import { EXIT, RefusedError, UserError } from "@tagform/outcome";
import { plan, type PlanRequest, type PlanSummary, readCloud, runDirectory } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { deliver } from "../delivery/deliver";
import { exportPlan } from "../delivery/exported-plan";
import { loadRun } from "../delivery/load-run";
import { sealSettings } from "../delivery/pipeline-environment";
import { sessionOf } from "../delivery/session";
import { stepContext } from "../delivery/step-context";
import { tagOrRun, type TagOrRunOptions } from "../delivery/tag-or-run";
import { type StateOptions, stateOptions, stateWords } from "../state-options";

interface PlanOptions extends TagOrRunOptions, StateOptions {
  readonly destroy?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly exported?: string;
  readonly skipPreflight?: string;
}

export const registerPlan: Register = (program, context, run) => {
  const command = program
    .command("plan")
    .description("plan what the tagged commit would change; exit code 2 when it would change something")
    .argument("[tag]", "<environment>_<scope>/<team>/<version>: source, verify and plan its commit")
    .option("--run <dir>", "plan the verified configuration of this run directory, and nothing before it")
    .option("--destroy", "plan the destruction of the cell")
    .option("--json", "print the summary as JSON")
    .option("--quiet", "print no plan; it stays in the run directory")
    .option(
      "--exported <file>",
      "with --run: also write CHANGED, APPROVAL, PLAN_DIGEST and PLAN_LINE for a shell; exit code 0 then",
    )
    .option("--skip-preflight <reason>", "plan although preflight fails, or without asking it")
    .addHelpText("after", HELP);
  stateOptions(command).action(
    run(async (tag: string | undefined, options: PlanOptions) => {
      const chosen = tagOrRun(tag, options);
      if (chosen.run !== undefined) return planRun(context, resolve(chosen.run), options);
      if (options.exported !== undefined)
        throw new UserError("--exported is for one step of a run: give --run <dir>");
      const words = [
        ...(options.destroy ? ["--destroy"] : []),
        ...(options.skipPreflight === undefined ? [] : ["--skip-preflight", options.skipPreflight]),
      ];
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

const HELP = `
Before it, preflight asks what would stop the plan or its apply (\`tagform preflight --help\`): what fails ends it here.
The plan is made as ${INFRA_PLAN_ROLE} of the cell's account, and sealed: plan/seal.json states all that identifies it, and
its SHA-256 is the plan's digest, which is approved and applied. The seal is signed by the KMS key TAGFORM_SEALING_KEY, else
by a key of this machine (.tagform/sealing-key.pem). With TAGFORM_PLANS_BUCKET the plan is kept there, and not in the run
directory. It may be applied for 8 days.`;

async function planRun(context: Context, folder: string, options: PlanOptions): Promise<number> {
  const { cell, destination, environment, manifest, isRetired } = await loadRun(folder, options, context.env);
  const mode = options.destroy || isRetired ? ("destroy" as const) : ("deploy" as const);
  const session = sessionOf(manifest, INFRA_PLAN_ROLE);
  const cloud = await readCloud(runDirectory(folder));
  const preflight = async (): Promise<void> => {
    if (options.skipPreflight !== undefined) {
      context.note(`preflight: skipped, ${options.skipPreflight}`);
      return;
    }
    // Loaded here, so that commands that ask nothing do not pay for what it knows of AWS.
    const { assertPreflight } = await import("../delivery/assert-preflight");
    await assertPreflight(context, { cell, environment, destination, cloud, session, mode }, options);
  };
  const request = {
    run: folder,
    destination,
    mode,
    dependencyLock: join(context.root, "libs/stack/terraform.lock.hcl"),
    session,
    applyRole: INFRA_BUILD_ROLE,
    seal: sealSettings(context.env),
  };
  const summary = await planAfter(preflight(), request, context);
  if (options.json) context.print(JSON.stringify(summary, undefined, 2));
  else if (!options.quiet) context.print((await readFile(runDirectory(folder).planText, "utf8")).trimEnd());
  if (options.exported === undefined) return summary.noChanges ? EXIT.ok : EXIT.changes;
  await exportPlan(resolve(options.exported), summary, environment.approval);
  return EXIT.ok;
}

/** Preflight asks while terraform is prepared. What it finds explains better than what terraform stumbles over. */
async function planAfter(
  preflight: Promise<void>,
  request: PlanRequest,
  context: Context,
): Promise<PlanSummary> {
  // It may fail before anybody waits for it.
  preflight.catch(() => undefined);
  try {
    return await plan({ ...request, mayPlan: preflight }, stepContext(context));
  } catch (error) {
    if (!(error instanceof RefusedError) && !context.signal.aborted) await preflight;
    throw error;
  }
}
