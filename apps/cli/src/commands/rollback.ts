import { type Cell, formatCell, formatDeploymentTag, parseDeploymentTag } from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";
import {
  history,
  isDeployed,
  lastDeployment,
  openGit,
  type PastRecord,
  type ProposedTag,
  proposeTag,
  readReleaseTag,
  type ReleaseTag,
  rollbackMessage,
} from "@tagform/steps";
import type { WritableGit } from "@tagform/toolchain";

import type { Register } from "../command";
import type { Context } from "../context";
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
import { loadEnvironmentOf } from "../environments";
import { isTag, readCell } from "../select-cells";
import { fields } from "../terminal/table";

interface RollbackOptions extends ExpectedPlanOptions {
  readonly to: string;
}

/** More runs than anybody rolls back over. */
const MOST_RUNS = 100;

export const registerRollback: Register = (program, context, run) => {
  const command = program
    .command("rollback")
    .description("deploy the commit of an earlier version again, by a new tag; shows what that changes")
    .argument("<cell>", "dev_us-east-1/research")
    .requiredOption("--to <version>", "the version to go back to")
    .addHelpText("after", HELP);
  expectedPlanOptions(command).action(
    run(async (text: string, options: RollbackOptions) => {
      const git = await openGit(context.root, stepContext(context));
      const found = await examine(context, git, text, options);
      assertLossIsAccepted(found.expected, options);
      const { tag, expected } = found;
      const reason = options.message === undefined ? {} : { reason: options.message };
      const message = rollbackMessage({ tag, to: options.to, ...reason, ...planFacts(expected) });
      const released = await releaseOne(context, git, { ...tag, message }, options);
      context.print(options.json ? renderJson(found, released) : render(found, released, context));
      return exitCodeOf(released);
    }),
  );
};

const HELP = `
The plan is of the earlier commit, by that commit's own program, against the state of today. What it deletes or replaces
is listed: no later deployment brings it back. Nothing is deployed before the new tag is pushed, and the pipeline then
plans again and asks for approval as for every tag. --dry-run shows all of it and makes no tag.

  tagform rollback prod_us-east-1/research --to 1.4 -m "Orders fail since 1.5"`;

interface Found {
  readonly earlier: ReleaseTag;
  readonly tag: ProposedTag;
  /** The run that left the cell as it is; absent when nobody looked, or nothing was deployed. */
  readonly deployed?: PastRecord;
  readonly expected?: ExpectedChange;
}

async function examine(
  context: Context,
  git: WritableGit,
  text: string,
  options: RollbackOptions,
): Promise<Found> {
  if (isTag(text)) throw new UserError(`"${text}" is a tag, give its cell, and the version by --to`);
  const cell = readCell(text);
  const name = formatDeploymentTag({ cell, version: options.to });
  parseDeploymentTag(name);
  const { releaseBranch } = await loadEnvironmentOf(cell);
  const where = { repository: context.root, releaseBranch, remote: options.remote };
  const earlier = await readReleaseTag(git, where, name);
  const asksRemote = options.push === true;
  const tag = await proposeTag(git, { ...where, cell, revision: earlier.commit, asksRemote });
  if (tag.previous?.version === options.to) {
    throw new RefusedError(`${name} is the newest version of its cell: there is nothing to roll back`);
  }
  if (!options.plan) return { earlier, tag };
  const deployed = await deployedOf(context, cell, options);
  assertIsNotDeployed(earlier, deployed);
  const expected = await expectPlan(context, name, options);
  return { earlier, tag, expected, ...(deployed === undefined ? {} : { deployed }) };
}

async function deployedOf(
  context: Context,
  cell: Cell,
  options: RollbackOptions,
): Promise<PastRecord | undefined> {
  const environment = await loadEnvironmentOf(cell);
  const { state } = destinationOf(environment, cell, options, context.env);
  const cloud = await recordsCloud(options.endpoint);
  return lastDeployment(await history({ cloud, state, limit: MOST_RUNS }));
}

function assertIsNotDeployed({ name, commit }: ReleaseTag, deployed: PastRecord | undefined): void {
  if (deployed === undefined || deployed.commit !== commit || !isDeployed(deployed)) return;
  throw new RefusedError(
    `commit ${commit.slice(0, 12)} of ${name} is what is deployed, as ${deployed.tag ?? "no tag"} ` +
      `(${deployed.result} ${deployed.finishedAt ?? ""}): there is nothing to roll back`,
  );
}

function render(
  { earlier, tag, deployed, expected }: Found,
  released: readonly ReleasedTag[],
  context: Context,
): string {
  const { commit, facts } = earlier;
  const tagger = facts.tagger.name.replace(/\p{Cc}/gu, "?");
  const head = fields([
    ["cell", formatCell(tag.cell)],
    ["back to", `${earlier.name}, commit ${commit.slice(0, 12)}, tagged by ${tagger} at ${facts.taggedAt}`],
    ...(deployed === undefined ? [] : ([["deployed", describe(deployed)]] as const)),
    ["plan", expected === undefined ? "not looked at (--no-plan)" : expected.difference.line],
  ]);
  const changes = expected === undefined ? [] : expectedLines(expected, context);
  return [
    head,
    ...(changes.length === 0 ? [] : ["", ...changes]),
    "",
    ...releaseLines(released, context),
  ].join("\n");
}

const describe = ({ tag, commit, result, finishedAt }: PastRecord): string =>
  `${tag ?? "no tag"}, commit ${commit?.slice(0, 12) ?? "unknown"}, ${result} ${finishedAt ?? ""}`.trimEnd();

function renderJson({ earlier, tag, deployed, expected }: Found, released: readonly ReleasedTag[]): string {
  const { name, commit } = earlier;
  const about = { cell: formatCell(tag.cell), to: { tag: name, commit } };
  const plan = expected === undefined ? {} : { plan: expectedData(expected) };
  return JSON.stringify(
    { ...about, ...(deployed === undefined ? {} : { deployed }), ...plan, tags: released },
    undefined,
    2,
  );
}
