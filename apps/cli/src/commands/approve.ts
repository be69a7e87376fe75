import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";

import { EXIT } from "@tagform/outcome";
import { type ApprovalQuestion, approve, type ApproveRequest } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { actor } from "../delivery/actor";
import { loadRun } from "../delivery/load-run";
import { expectedPlan, pipelineExecution } from "../delivery/pipeline-environment";
import { stepContext } from "../delivery/step-context";

export const registerApprove: Register = (program, context, run) => {
  program
    .command("approve")
    .description("approve the plan of a run, as its environment asks for; refused where nobody can be asked")
    .requiredOption("--run <dir>", "the run directory, with a plan")
    .option("--pipeline", "take the approvals that people gave in the pipeline that runs this")
    .option("--json", "print the approval as JSON")
    .addHelpText("after", HELP)
    .action(
      run(async (options: ApproveOptions) => {
        const approval = await approve(await requestOf(context, options), stepContext(context));
        if (options.json) context.print(JSON.stringify(approval, undefined, 2));
        return approval.decision === "waiting" ? EXIT.refused : EXIT.ok;
      }),
    );
};

interface ApproveOptions {
  readonly run: string;
  readonly pipeline?: true;
  readonly json?: true;
}

const HELP = `
Approved is one plan, by its digest (the SHA-256 of plan/seal.json). Where an environment asks for two people, each of them
runs this; the first ends with exit code 3, because apply still refuses. One person who approves twice is one.

With --pipeline nobody is asked: who approved is read from CodePipeline (TAGFORM_PIPELINE, TAGFORM_EXECUTION), and the plan
must be the one that was shown there (TAGFORM_PLAN_DIGEST). People are told apart by their name in IAM Identity Center or
their IAM user; all sessions of any other role are one.`;

async function requestOf(context: Context, options: ApproveOptions): Promise<ApproveRequest> {
  const folder = resolve(options.run);
  const { environment, destination } = await loadRun(folder, {}, context.env);
  const { digest } = expectedPlan(context.env);
  const request = {
    run: folder,
    policy: environment.approval,
    approver: actor(),
    ...(digest === undefined ? {} : { expectedDigest: digest }),
  };
  if (options.pipeline) {
    return { ...request, pipeline: pipelineExecution(context.env, destination.state.region) };
  }
  const ask = (question: ApprovalQuestion): Promise<boolean> => askPerson(context, question);
  return context.isInteractive ? { ...request, ask } : request;
}

async function askPerson(context: Context, question: ApprovalQuestion): Promise<boolean> {
  const { statement, digest, planText } = question;
  context.note(`${statement.stackName}: ${statement.line}; the whole plan: ${planText}`);
  context.note(`digest of the plan: ${digest}, valid until ${statement.expiresAt}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`Type "yes" to approve exactly this plan: `, {
      signal: context.signal,
    });
    return answer.trim() === "yes";
  } finally {
    terminal.close();
  }
}
