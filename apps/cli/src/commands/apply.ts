import { resolve } from "node:path";

import { INFRA_BUILD_ROLE } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { apply } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { deliver } from "../delivery/deliver";
import { loadRun } from "../delivery/load-run";
import { expectedPlan, sealSettings } from "../delivery/pipeline-environment";
import { resumedTag } from "../delivery/resumed-tag";
import { sessionOf } from "../delivery/session";
import { stepContext } from "../delivery/step-context";
import { type Chosen, tagOrRun, type TagOrRunOptions } from "../delivery/tag-or-run";
import { type StateOptions, stateOptions, stateWords } from "../state-options";

interface ApplyOptions extends TagOrRunOptions, StateOptions {
  readonly resume?: string;
  readonly json?: true;
}

export const registerApply: Register = (program, context, run) => {
  const command = program
    .command("apply")
    .description("deploy a tag: source, verify, plan, approve, then apply exactly that plan, and record it")
    .argument("[tag]", "<environment>_<scope>/<team>/<version>")
    .option("--run <dir>", "apply the approved plan of this run directory, and nothing before it")
    .option(
      "--resume <dir>",
      "deliver the tag of this run again, whose apply ended half-way: with a new plan and approval",
    )
    .option("--json", "print the result as JSON")
    .addHelpText("after", HELP);
  stateOptions(command).action(
    run(async (tag: string | undefined, options: ApplyOptions) => {
      const chosen = await chosenOf(context, tag, options);
      if (chosen.run !== undefined) return applyRun(context, resolve(chosen.run), options);
      const words = stateWords(options);
      const { exitCode } = await deliver(context, {
        tag: chosen.tag,
        steps: ["verify", "plan", "approve", "apply", "record"],
        options: { plan: words, apply: words, record: words },
        ...(options.json ? { jsonOf: "apply" as const } : {}),
        ...(options.resume === undefined ? {} : { cloudOf: resolve(options.resume) }),
      });
      return exitCode;
    }),
  );
};

const HELP = `
Applied is the sealed plan that was approved, once, as ${INFRA_BUILD_ROLE} of the cell's account. Before terraform starts,
everything is compared with the seal, and what differs is named: files, configuration and lock file (also inside the plan
file), cell, account, tag, commit, role, tools, providers' checksums, state, signature, approvals, validity, and whether the
plan was applied before. A plan that changes nothing is "unchanged" without terraform.

--resume saves the state that the run kept, if it could not save it, releases its lock once it is proven that the run is dead,
and delivers its tag in a new run. The old plan is never applied again.`;

/** What to deliver: that of a run that is resumed is its tag, once what it left is in order. */
async function chosenOf(context: Context, tag: string | undefined, options: ApplyOptions): Promise<Chosen> {
  if (options.resume === undefined) return tagOrRun(tag, options);
  if (tag !== undefined || options.run !== undefined) {
    throw new UserError("--resume names the run, and with it the tag: give neither a tag nor --run");
  }
  return { tag: await resumedTag(context, resolve(options.resume), options) };
}

async function applyRun(context: Context, folder: string, options: ApplyOptions): Promise<undefined> {
  const { destination, environment, manifest } = await loadRun(folder, options, context.env);
  const request = {
    run: folder,
    destination,
    policy: environment.approval,
    session: sessionOf(manifest, INFRA_BUILD_ROLE),
    seal: sealSettings(context.env),
    expected: expectedPlan(context.env),
  };
  const result = await apply(request, stepContext(context));
  if (options.json) context.print(JSON.stringify(result, undefined, 2));
  else
    for (const [name, value] of Object.entries(result.outputs))
      context.print(`${name} = ${JSON.stringify(value)}`);
}
