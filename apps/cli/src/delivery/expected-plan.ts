import { type Cell, INFRA_PLAN_ROLE } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";
import {
  type CellDiff,
  type ExpectedPlan,
  type IrreversibleChange,
  irreversibleChanges,
  irreversibleLine,
} from "@tagform/steps";
import type { Command } from "commander";

import type { Context } from "../context";
import { stateOptions } from "../state-options";
import { diffLines } from "../terminal/diff-text";
import { PROVIDER_OPTION } from "./choose-aws-provider";
import type { DiffCloudOptions } from "./diff-cloud";
import { diffSource, type DiffSourceOptions } from "./diff-source";
import { look, withTemporaryRun } from "./look";
import { type ReleaseOptions, releaseOptions } from "./release";

/** What deploying a commit would change, and what of it no later deployment brings back. */
export interface ExpectedChange {
  readonly difference: CellDiff;
  readonly irreversible: readonly IrreversibleChange[];
}

export interface ExpectedPlanOptions extends ReleaseOptions, DiffSourceOptions, DiffCloudOptions {
  readonly message?: string;
  /** False for `--no-plan`. */
  readonly plan: boolean;
  readonly acceptLoss?: true;
}

/** What is added to a command that shows the plan of the tag that it makes. */
export function expectedPlanOptions(command: Command): Command {
  command
    .option("-m, --message <text>", "why; part of the tag's message")
    .option("--accept-loss", "push although the plan deletes or replaces resources")
    .option("--no-plan", "make the tag without a look at the plan")
    .option("--role <name>", `role in the cell's account that looks (default: ${INFRA_PLAN_ROLE})`)
    .option("--endpoint <url>", "look at an embedded AWS that a rehearsal kept")
    .option(...PROVIDER_OPTION);
  return stateOptions(releaseOptions(command));
}

/** The plan of what a tag describes, for a cell of the same commit that may be another than the tag's. */
export async function expectPlan(
  context: Context,
  tag: string,
  options: ExpectedPlanOptions,
  cell?: Cell,
): Promise<ExpectedChange> {
  const difference = await withTemporaryRun(context.root, async (run) =>
    look(context, run, await diffSource(context, run, tag, options, cell), options),
  );
  return { difference, irreversible: irreversibleChanges(difference.resources) };
}

/** @throws RefusedError if a push would end something for good that the user did not accept to lose */
export function assertLossIsAccepted(
  expected: ExpectedChange | undefined,
  { push, acceptLoss }: ExpectedPlanOptions,
): void {
  const irreversible = expected?.irreversible ?? [];
  if (!push || acceptLoss || irreversible.length === 0) return;
  const lines = irreversible.map(irreversibleLine);
  throw new RefusedError(
    ["this cannot be undone:", ...lines, "push with --accept-loss, or make the tag without --push"].join(
      "\n",
    ),
  );
}

export function expectedLines({ difference, irreversible }: ExpectedChange, context: Context): string[] {
  const lost = irreversible.length === 0 ? [] : ["", context.colors.red("cannot be undone:")];
  return [...diffLines(difference, context), ...lost, ...irreversible.map(irreversibleLine)];
}

/** For JSON: without the plan's text, which `tagform diff` prints. */
export function expectedData({ difference, irreversible }: ExpectedChange): object {
  const { line, noChanges, counts, resources, changedOutputs } = difference;
  return { line, noChanges, counts, resources, changedOutputs, irreversible };
}

/** For the tag's message. */
export function planFacts(expected: ExpectedChange | undefined): { plan?: ExpectedPlan } {
  if (expected === undefined) return {};
  return { plan: { line: expected.difference.line, irreversible: expected.irreversible } };
}
