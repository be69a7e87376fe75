import {
  type Cell,
  didYouMean,
  ENVIRONMENT_NAMES,
  type EnvironmentName,
  formatCell,
  isEnvironmentName,
  parseDeploymentTag,
} from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";
import {
  type DataDifference,
  dataDifferences,
  history,
  openGit,
  promotionMessage,
  proofOf,
  type ProposedTag,
  proposeTag,
  provingEnvironment,
  readReleaseTag,
} from "@tagform/steps";
import type { WritableGit } from "@tagform/toolchain";

import type { Register } from "../command";
import type { Context } from "../context";
import { dataOfCommit } from "../delivery/commit-data";
import { destinationOf } from "../delivery/destination";
import {
  assertLossIsAccepted,
  type ExpectedChange,
  expectedData,
  expectedLines,
  type ExpectedPlanOptions,
  expectedPlanOptions,
  expectPlan,
  planFacts,
} from "../delivery/expected-plan";
import { recordsCloud } from "../delivery/records-cloud";
import { exitCodeOf, type ReleasedTag, releaseLines, releaseOne } from "../delivery/release";
import { stepContext } from "../delivery/step-context";
import { loadEnvironment, loadEnvironmentOf } from "../environments";
import { cut, fields } from "../terminal/table";

interface PromoteOptions extends ExpectedPlanOptions {
  readonly to: string;
  readonly from?: string;
  readonly allowUnproven?: string;
}

/** More runs than lie between a deployment and its promotion. */
const MOST_RUNS = 200;
const SHORTEST_VALUE = 12;

export const registerPromote: Register = (program, context, run) => {
  const command = program
    .command("promote")
    .description("carry the commit of a tag to the same scope and team of another environment, by a new tag")
    .argument("<tag>", "dev_us-east-1/research/1.0")
    .requiredOption("--to <environment>", "where the commit goes")
    .option(
      "--from <environment>",
      "where it must have been deployed (default: the one before in dev, qa, staging, prod)",
    )
    .option("--allow-unproven <reason>", "promote a commit that was not deployed there; the tag says why")
    .addHelpText("after", HELP);
  expectedPlanOptions(command).action(
    run(async (tag: string, options: PromoteOptions) => {
      const git = await openGit(context.root, stepContext(context));
      const found = await examine(context, git, tag, options);
      assertLossIsAccepted(found.expected, options);
      const { proposed, proof, expected } = found;
      const reason = options.message === undefined ? {} : { reason: options.message };
      const message = promotionMessage({
        tag: proposed,
        from: tag,
        proof,
        ...reason,
        ...planFacts(expected),
      });
      const released = await releaseOne(context, git, { ...proposed, message }, options);
      context.print(options.json ? renderJson(found, released) : render(found, released, context));
      return exitCodeOf(released);
    }),
  );
};

const HELP = `
The very commit of the tag is promoted, never another. It must have been deployed to the same scope and team of the
environment before: its records say so. Shown are what differs in the data of the two cells and what the plan would be
there today. Nothing is deployed before the new tag is pushed, and the pipeline then plans again and asks for approval.

  tagform promote dev_us-east-1/research/1.4 --to qa
  tagform promote qa_us-east-1/research/1.0 --to prod --from qa -m "There is no staging in this Region"`;

type Proof = { readonly run: string } | { readonly unproven: string };

interface Found {
  readonly from: { readonly tag: string; readonly cell: Cell };
  readonly proposed: ProposedTag;
  readonly proof: Proof;
  /** Absent when the commit's program is too old to tell. */
  readonly differences?: readonly DataDifference[];
  readonly expected?: ExpectedChange;
}

async function examine(
  context: Context,
  git: WritableGit,
  tag: string,
  options: PromoteOptions,
): Promise<Found> {
  const from = { tag, cell: parseDeploymentTag(tag).cell };
  const cell: Cell = { ...from.cell, environment: environmentName(options.to) };
  if (cell.environment === from.cell.environment) {
    throw new UserError(`${tag} is of ${cell.environment} already: --to names another environment`);
  }
  const { releaseBranch } = await loadEnvironmentOf(cell);
  const where = { repository: context.root, releaseBranch, remote: options.remote };
  const { commit } = await readReleaseTag(git, where, tag);
  const asksRemote = options.push === true;
  const proposed = await proposeTag(git, { ...where, cell, revision: commit, asksRemote });
  const proof = await findProof(context, proposed, options);
  const data = await dataOfCommit(context, { tag, releaseBranch, cells: [from.cell, cell] });
  const isTold = data.every((one) => one !== undefined);
  return {
    from,
    proposed,
    proof,
    ...(isTold ? { differences: dataDifferences(data[0], data[1]) } : {}),
    ...(options.plan ? { expected: await expectPlan(context, tag, options, cell) } : {}),
  };
}

async function findProof(
  context: Context,
  { cell, commit }: ProposedTag,
  options: PromoteOptions,
): Promise<Proof> {
  const { from, allowUnproven: unproven } = options;
  if (unproven !== undefined) {
    if (unproven.trim() === "")
      throw new UserError("--allow-unproven needs a reason: the tag's message keeps it");
    return { unproven };
  }
  const environment = from === undefined ? provingEnvironment(cell.environment) : environmentName(from);
  const proving: Cell = { ...cell, environment };
  const { state } = destinationOf(await loadEnvironment(environment), proving, options, context.env);
  const records = await history({ cloud: await recordsCloud(options.endpoint), state, limit: MOST_RUNS });
  const record = proofOf(records, commit);
  if (record !== undefined) {
    return {
      run: `${record.tag ?? formatCell(proving)}, ${record.result} ${record.finishedAt ?? ""}`.trimEnd(),
    };
  }
  throw new RefusedError(
    `commit ${commit.slice(0, 12)} was not deployed to ${formatCell(proving)} ` +
      `(none of its newest ${records.length} runs applied it): deploy it there first, name another environment by ` +
      `--from, or say why it may go without by --allow-unproven "<reason>"`,
  );
}

function environmentName(text: string): EnvironmentName {
  if (isEnvironmentName(text)) return text;
  const allowed = ENVIRONMENT_NAMES.join(", ");
  throw new UserError(
    `environment ${JSON.stringify(text)} is unknown, allowed are ${allowed}${didYouMean(text, ENVIRONMENT_NAMES)}`,
  );
}

function render(found: Found, released: readonly ReleasedTag[], context: Context): string {
  const { from, proposed, proof, expected } = found;
  const head = fields([
    ["promote", `${from.tag}, commit ${proposed.commit.slice(0, 12)}`],
    ["to", formatCell(proposed.cell)],
    ["proven by", "run" in proof ? proof.run : `nothing, for the reason: ${proof.unproven}`],
    ["plan", expected === undefined ? "not looked at (--no-plan)" : expected.difference.line],
  ]);
  const plan = expected === undefined ? [] : expectedLines(expected, context);
  const parts = [[head], differenceLines(found, context.width), plan, releaseLines(released, context)];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function differenceLines({ from, differences }: Found, width: number): string[] {
  const name = formatCell(from.cell);
  if (differences === undefined)
    return [`data of this commit cannot be compared with ${name}: its program is older`];
  if (differences.length === 0) return [`its data is that of ${name}`];
  return [`data that differs from ${name}:`, ...differences.map((one) => differenceLine(one, width))];
}

/** Both values are cut where they are long: each of them says something. */
function differenceLine({ path, from, to }: DataDifference, width: number): string {
  const name = `  ${path}: `;
  const half = Math.max(SHORTEST_VALUE, Math.floor((width - name.length - " -> ".length) / 2));
  return `${name}${cut(textOf(from), half)} -> ${cut(textOf(to), half)}`;
}

const textOf = (value: unknown): string => (value === undefined ? "(none)" : JSON.stringify(value));

function renderJson(found: Found, released: readonly ReleasedTag[]): string {
  const { from, proposed, proof, differences, expected } = found;
  const { cell, commit } = proposed;
  const about = { from: from.tag, commit, cell: formatCell(cell), proof };
  const compared = differences === undefined ? {} : { differences };
  const plan = expected === undefined ? {} : { plan: expectedData(expected) };
  return JSON.stringify({ ...about, ...compared, ...plan, tags: released }, undefined, 2);
}
