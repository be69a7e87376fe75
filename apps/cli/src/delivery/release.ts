import { formatCell } from "@tagform/deployment";
import { EXIT, type ExitCode } from "@tagform/outcome";
import { makeTags, pushCommand, pushTags, type WrittenTag } from "@tagform/steps";
import type { PushResult, WritableGit } from "@tagform/toolchain";
import type { Command } from "commander";

import type { Context } from "../context";
import { loadEnvironmentOf } from "../environments";
import { table } from "../terminal/table";

/** How tags are made, the same for every command that makes some. */
export interface ReleaseOptions {
  readonly sign?: true;
  readonly push?: true;
  readonly remote: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function releaseOptions(command: Command): Command {
  return command
    .option(
      "--sign",
      "sign with the key of your git configuration, also where the environment does not ask for it",
    )
    .option("--push", "push, one tag per push; without it nothing leaves this repository")
    .option("--remote <name>", "remote whose pipelines deploy", "origin")
    .option("--dry-run", "show the tags and make nothing")
    .option("--json", "print one JSON object");
}

/** Tags that are deployed at the same time. */
export interface ReleaseWave {
  /** `global`, `canary us-east-1`, `other Regions`. */
  readonly name: string;
  readonly tags: readonly WrittenTag[];
}

/** What became of a tag. */
export type TagState = "proposed" | "made" | "pushed" | "not pushed";

export interface ReleasedTag {
  readonly tag: string;
  readonly cell: string;
  readonly version: string;
  /** Object id of the commit. */
  readonly commit: string;
  /** Highest version before. */
  readonly previous?: string;
  readonly wave: string;
  readonly message: string;
  readonly state: TagState;
  /** Why it was not pushed. */
  readonly problem?: string;
  /** The command that pushes it. */
  readonly push: string;
}

/** What a caller wants of a release besides what the user's options say. */
export interface ReleaseRequest {
  readonly waves: readonly ReleaseWave[];
  readonly options: ReleaseOptions;
  /** Push the waves after the first one, too. */
  readonly allWaves: boolean;
}

/** Makes one tag and, where asked, pushes it. */
export function releaseOne(
  context: Context,
  git: WritableGit,
  tag: WrittenTag,
  options: ReleaseOptions,
): Promise<ReleasedTag[]> {
  const waves = [{ name: tag.cell.scope, tags: [tag] }];
  return release(context, git, { waves, options, allWaves: false });
}

/** Makes the tags and, where asked, pushes those of the first wave; of later ones when everything before was pushed. */
export async function release(
  context: Context,
  git: WritableGit,
  { waves, options, allWaves }: ReleaseRequest,
): Promise<ReleasedTag[]> {
  const { dryRun = false, push = false, remote } = options;
  if (!dryRun) {
    const tags = waves.flatMap((wave) => wave.tags);
    await makeTags(git, tags, options.sign ?? (await areSigned(tags)));
  }
  const pushed: ReadonlyMap<string, PushResult> =
    push && !dryRun ? await pushWaves(context, git, { waves, remote, allWaves }) : new Map();
  return waves.flatMap(({ name, tags }) =>
    tags.map((tag) => describeTag(tag, name, remote, dryRun ? "proposed" : pushed.get(tag.name))),
  );
}

/** Whether the environment takes signed tags only: one without a signature would be refused. */
async function areSigned(tags: readonly WrittenTag[]): Promise<boolean> {
  const environments = await Promise.all(tags.map(({ cell }) => loadEnvironmentOf(cell)));
  return environments.some(({ signedTags }) => signedTags !== undefined);
}

async function pushWaves(
  { signal }: Context,
  git: WritableGit,
  request: Omit<ReleaseRequest, "options"> & { readonly remote: string },
): Promise<Map<string, PushResult>> {
  const { waves, remote, allWaves } = request;
  const results = new Map<string, PushResult>();
  for (const { tags } of allWaves ? waves : waves.slice(0, 1)) {
    const names = tags.map(({ name }) => name);
    const ofWave = await pushTags(git, { remote, names, signal });
    for (const [name, result] of ofWave) results.set(name, result);
    if ([...ofWave.values()].some(({ pushed }) => !pushed)) break;
  }
  return results;
}

function describeTag(
  { name, cell, version, commit, previous, message }: WrittenTag,
  wave: string,
  remote: string,
  result: PushResult | "proposed" | undefined,
): ReleasedTag {
  const about = { tag: name, cell: formatCell(cell), version, commit, wave, message };
  const before = previous === undefined ? {} : { previous: previous.version };
  const push = pushCommand(remote, name);
  if (result === "proposed") return { ...about, ...before, state: "proposed", push };
  if (result === undefined) return { ...about, ...before, state: "made", push };
  return result.pushed
    ? { ...about, ...before, state: "pushed", push }
    : { ...about, ...before, state: "not pushed", problem: result.reason, push };
}

/** Tags with what became of each, and what is left to do by hand. */
export function releaseLines(released: readonly ReleasedTag[], { width }: Pick<Context, "width">): string[] {
  const waves = [...new Set(released.map(({ wave }) => wave))];
  const isOrdered = waves.length > 1;
  const rows = released.map(({ tag, previous, wave, state }) => [
    tag,
    previous ?? "none",
    ...(isOrdered ? [`${waves.indexOf(wave) + 1} ${wave}`] : []),
    state,
  ]);
  return [
    table(["TAG", "AFTER", ...(isOrdered ? ["WAVE"] : []), "NOW"], rows, width),
    ...released.flatMap(({ tag, problem }) =>
      problem === undefined ? [] : [`${tag} was not pushed: ${problem}`],
    ),
    ...commandsLeft(released, waves),
  ];
}

function commandsLeft(released: readonly ReleasedTag[], waves: readonly string[]): string[] {
  const left = released.filter(({ state }) => state === "made" || state === "not pushed");
  if (left.length === 0) return [];
  const head =
    waves.length > 1
      ? "A pushed tag is deployed. Push a wave when the deployments of the one before are applied:"
      : "A pushed tag is deployed. To push:";
  return ["", head, ...left.map(({ push }) => `  ${push}`)];
}

/** A refused push is an error, also where other tags were pushed. */
export function exitCodeOf(released: readonly ReleasedTag[]): ExitCode {
  return released.some(({ state }) => state === "not pushed") ? EXIT.error : EXIT.ok;
}
