import { type DeliveryQueue } from "@tagform/delivery-queue";
import {
  type Cell,
  type DeploymentTag,
  type EnvironmentName,
  formatCell,
  parseCell,
  parseDeploymentTag,
  type StateLocation,
} from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { Git, InterruptedError, type TagReference } from "@tagform/toolchain";

import { tagsOnRecord } from "../../record/tags-on-record";
import { requireTool } from "../../require-tool";
import { type StepContext } from "../../step-context";
import { type TagRules } from "../accept-tag";
import { type CellTag, chooseTags } from "./choose-tags";
import { type CommitStore } from "./commit-store";
import { ExportedCommits } from "./exported-commits";
import { type PublishReport } from "./publish-report";
import { TagPublisher } from "./tag-publisher";

export interface PublishRequest extends TagRules {
  /** The environment whose tags are published. */
  readonly environment: EnvironmentName;
  /**
   * Text of the tag that the build was started for.
   *
   * @default - every tag of the environment that nobody has seen yet: a sweep
   */
  readonly tag?: string | undefined;
  /**
   * Publish nothing, and remember every tag that nobody has seen as one that is not delivered: for a repository that had
   * tags before it had a pipeline.
   *
   * @default false
   */
  readonly adopt?: boolean;
  /** Refuses a cell that the environment's data does not have, with a UserError. */
  readonly assertCell: (cell: Cell) => void;
  /** Where a cell's state lies, and the records beside it. */
  readonly stateOf: (cell: Cell) => StateLocation;
  readonly store: CommitStore;
  readonly queue: DeliveryQueue;
  /** @default - the time of this machine */
  readonly now?: () => Date;
}

/**
 * Hand tags over to the pipeline: check each, store its commit, and queue it, exactly once whatever runs at the same time.
 * In each cell the lowest version comes first; a tag that may not be delivered does not keep the others back.
 *
 * @returns what became of every tag, refused ones with the reason
 */
export async function publishTags(request: PublishRequest, context: StepContext): Promise<PublishReport> {
  const { path } = await requireTool("git", context);
  const { env, signal } = context;
  const git = new Git({ path, repository: request.repository, env, signal });
  return ExportedCommits.within(git, async (commits) => {
    const publisher = new TagPublisher(git, commits, request, context);
    for (const { cell, tags } of await cellsOf(git, request, publisher)) {
      if (signal.aborted) throw new InterruptedError("interrupted: what is left is for the next sweep");
      await publishCell(request, { cell, tags }, publisher);
    }
    return publisher.report;
  });
}

interface TaggedCell {
  readonly cell: Cell;
  readonly tags: readonly CellTag[];
}

/** The cells that are looked at, each with its tags: the one of the wanted tag, else all. */
async function cellsOf(
  git: Git,
  { tag, environment, repository }: PublishRequest,
  publisher: TagPublisher,
): Promise<TaggedCell[]> {
  if (tag === undefined) return groupByCell(await git.tagReferences(`${environment}_*/*/*`));
  const wanted = readWanted(tag, environment);
  if (typeof wanted === "string") {
    publisher.refuseUnread(tag, wanted);
    return [];
  }
  const cells = groupByCell(await git.tagReferences(`${formatCell(wanted.cell)}/*`));
  if (cells.some(({ tags }) => tags.some(({ name }) => name === tag))) return cells;
  publisher.refuseUnread(tag, `repository ${repository} has no such tag: it was deleted, or not fetched`);
  return [];
}

/** The tag, or why it is none of this environment. */
function readWanted(tag: string, environment: EnvironmentName): DeploymentTag | string {
  try {
    const wanted = parseDeploymentTag(tag);
    if (wanted.cell.environment === environment) return wanted;
    return `it is of environment ${wanted.cell.environment}, and this is what delivers ${environment}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** A sweep passes over names that are no deployment tags: the build for such a tag has said so. */
function groupByCell(references: readonly TagReference[]): TaggedCell[] {
  const groups = new Map<string, CellTag[]>();
  for (const reference of references) {
    const parsed = parseOrSkip(reference.name);
    if (parsed === undefined) continue;
    const name = formatCell(parsed.cell);
    groups.set(name, [...(groups.get(name) ?? []), { ...reference, version: parsed.version }]);
  }
  return [...groups].map(([name, tags]) => ({ cell: parseCell(name), tags }));
}

function parseOrSkip(name: string): DeploymentTag | undefined {
  try {
    return parseDeploymentTag(name);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function publishCell(
  { queue, store, stateOf, tag: wanted, adopt = false }: PublishRequest,
  { cell, tags }: TaggedCell,
  publisher: TagPublisher,
): Promise<void> {
  const queued = await queue.itemsOf(formatCell(cell));
  const unseen = tags.filter(({ name }) => !queued.some(({ tag }) => tag === name));
  const versions = new Set(unseen.map(({ version }) => version));
  const recorded =
    unseen.length === 0 ? { tags: [] } : await tagsOnRecord(store.cloud, stateOf(cell), versions);
  for (const tag of chooseTags({ tags, queued, recorded, wanted })) {
    if (adopt) await publisher.adopt(tag);
    else await publisher.carryOut(cell, tag);
  }
}
