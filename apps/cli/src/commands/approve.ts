import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";

import { type ApprovalQuestion, approve } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { actor } from "../delivery/actor";
import { loadRun } from "../delivery/load-run";
import { stepContext } from "../delivery/step-context";

export const registerApprove: Register = (program, context, run) => {
  program
    .command("approve")
    .description("approve the plan of a run, as its environment asks for; refused where nobody can be asked")
    .requiredOption("--run <dir>", "the run directory, with a plan")
    .option("--json", "print the approval as JSON")
    .action(
      run(async (options: { run: string; json?: true }) => {
        const { environment } = await loadRun(resolve(options.run), {}, context.env);
        const request = { run: resolve(options.run), policy: environment.approval, approver: actor() };
        const ask = (question: ApprovalQuestion): Promise<boolean> => askPerson(context, question);
        const approval = await approve(
          context.isInteractive ? { ...request, ask } : request,
          stepContext(context),
        );
        if (options.json) context.print(JSON.stringify(approval, undefined, 2));
        return undefined;
      }),
    );
};

async function askPerson(context: Context, { summary, planText }: ApprovalQuestion): Promise<boolean> {
  context.note(`${summary.stackName}: ${summary.line}; the whole plan: ${planText}`);
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
