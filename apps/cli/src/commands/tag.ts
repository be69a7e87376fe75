import { deployableCell } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { deployMessage, openGit, proposeTags, wavesOf, type WrittenTag } from "@tagform/steps";
import type { WritableGit } from "@tagform/toolchain";
import type { Environment } from "@tagform/workload-catalog";

import type { Register } from "../command";
import type { Context } from "../context";
import { assertCommitHasCells } from "../delivery/commit-cells";
import {
  exitCodeOf,
  release,
  releaseLines,
  type ReleaseOptions,
  releaseOptions,
  type ReleaseWave,
} from "../delivery/release";
import { stepContext } from "../delivery/step-context";
import { isTag, selectCells, type SelectedCell } from "../select-cells";

interface TagOptions extends ReleaseOptions {
  readonly commit: string;
  readonly version?: string;
  readonly message?: string;
  readonly canary?: string;
  readonly allWaves?: true;
}

export const registerTag: Register = (program, context, run) => {
  const command = program
    .command("tag")
    .description("make the next deployment tag of cells; with --push, deploy them")
    .argument("<cell|glob...>", "dev_us-east-1/research, or 'dev_*/research' for several of one environment")
    .option("--commit <revision>", "the commit to deploy, on the release branch", "HEAD")
    .option("--version <version>", "version of every cell (default: the minor number after its highest)")
    .option("-m, --message <text>", "message of the tags (default: what is new since the version before)")
    .option("--canary <region>", "Region that goes first (default: the environment's first)")
    .option("--all-waves", "with --push: push every wave at once, without waiting for deployments")
    .addHelpText("after", HELP);
  releaseOptions(command).action(
    run(async (selectors: string[], options: TagOptions) => {
      assertOptionsFit(selectors, options);
      const git = await openGit(context.root, stepContext(context));
      const waves = await proposeWaves(context, git, selectors, options);
      const allWaves = options.allWaves === true;
      const released = await release(context, git, { waves, options, allWaves });
      context.print(
        options.json
          ? JSON.stringify({ tags: released }, undefined, 2)
          : releaseLines(released, context).join("\n"),
      );
      return exitCodeOf(released);
    }),
  );
};

const HELP = `
Refused is what a delivery would refuse: a commit that is not on the release branch of the remote, a cell that the
commit does not describe, a version that exists or is lower than one that does. With --push the remote's tags count, too.

Several cells are deployed in waves: global cells, the canary Region, then all other Regions. --push pushes the first
wave and prints the commands for the others.

  tagform tag dev_us-east-1/research --push
  tagform tag 'qa_*/research' --canary eu-central-1 -m "TLS 1.3 only"`;

function assertOptionsFit(selectors: readonly string[], { allWaves, push, message }: TagOptions): void {
  const tag = selectors.find(isTag);
  if (tag !== undefined) {
    throw new UserError(`"${tag}" is a tag, give its cell: --version chooses the version`);
  }
  if (allWaves && !push) throw new UserError("--all-waves says what --push pushes: give both");
  if (message?.trim() === "")
    throw new UserError("the message is empty: leave -m out for one that tells what is new");
}

async function proposeWaves(
  context: Context,
  git: WritableGit,
  selectors: readonly string[],
  options: TagOptions,
): Promise<ReleaseWave[]> {
  const selected = await selectCells(selectors);
  for (const { cell, environment } of selected) deployableCell(environment, cell);
  const { releaseBranch, regions } = environmentOf(selected);
  const { remote, commit: revision, version, canary, message } = options;
  const cells = selected.map(({ cell }) => cell);
  const waves = wavesOf({ cells, regions, ...(canary === undefined ? {} : { canary }) });
  const proposed = await proposeTags(git, {
    repository: context.root,
    releaseBranch,
    remote,
    cells,
    revision,
    asksRemote: options.push === true,
    ...(version === undefined ? {} : { version }),
  });
  await assertCommitHasCells(context, git, proposed[0]?.commit ?? revision, cells);
  const written: WrittenTag[] = [];
  for (const tag of proposed) written.push({ ...tag, message: message ?? (await deployMessage(git, tag)) });
  return waves.map((wave) => ({
    name: wave.name,
    tags: wave.cells.flatMap((cell) => written.filter((tag) => formatCell(tag.cell) === formatCell(cell))),
  }));
}

/** Environments follow one another by `promote`, each on what the one before has shown. */
function environmentOf(selected: readonly SelectedCell[]): Environment {
  const [first] = selected;
  const names = new Set(selected.map(({ environment }) => environment.name));
  if (first === undefined || names.size > 1) {
    throw new UserError(
      `these cells are of ${[...names].join(" and ")}: tag the cells of one environment at a time`,
    );
  }
  return first.environment;
}
