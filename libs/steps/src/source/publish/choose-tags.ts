import { compareVersions, parseDeploymentTag } from "@tagform/deployment";
import { type TagReference } from "@tagform/toolchain";

import { type RecordedTag, type TagsOnRecord } from "../../record/tags-on-record";
import { type KnownTag } from "../known-tag";

/** A tag of the cell in the repository. */
export interface CellTag extends TagReference {
  readonly version: string;
}

/** A tag of the cell in the queue, whatever became of it. */
export interface QueuedTag extends KnownTag {
  readonly tag: string;
  readonly version: string;
  readonly state: string;
  /** Why it is refused. */
  readonly reason?: string | undefined;
}

/** What is to be done with one tag of a cell. */
export type Choice =
  | { readonly choice: "publish" }
  /** It is in the queue already, or deployed. */
  | { readonly choice: "known" }
  | { readonly choice: "moved"; readonly known: KnownTag; readonly became: "queued" | "deployed" }
  /** It was refused for ever, and somebody asks for it. */
  | { readonly choice: "refused"; readonly reason: string }
  /** A higher version was queued or deployed before. */
  | { readonly choice: "late"; readonly highest: string };

export interface CellTags {
  /** All of the cell's tags in the repository, in any order. */
  readonly tags: readonly CellTag[];
  readonly queued: readonly QueuedTag[];
  readonly recorded: TagsOnRecord;
  /**
   * The tag that the build was started for.
   *
   * @default - every tag is looked at: a sweep
   */
  readonly wanted?: string | undefined;
}

/**
 * What is to be done with which tags of a cell, lowest version first. For one wanted tag these are the tag itself and the
 * lower ones that nobody has seen yet, as their events may be lost or late; a sweep looks at all.
 *
 * Whoever asks for a tag gets it deployed although a laptop did so before; no tag is deployed again unasked.
 */
export function chooseTags({ tags, queued, recorded, wanted }: CellTags): (CellTag & Choice)[] {
  const highest = highestOf([
    ...queued.filter(({ state }) => state !== "refused").map(({ version }) => version),
    ...(recorded.highest === undefined ? [] : [recorded.highest]),
  ]);
  const upTo = wanted === undefined ? undefined : parseDeploymentTag(wanted).version;
  return [...tags]
    .sort((one, other) => compareVersions(one.version, other.version) || compareTexts(one.name, other.name))
    .filter(({ version }) => upTo === undefined || compareVersions(version, upTo) <= 0)
    .map((tag) => ({ ...tag, ...choose(tag, { queued, recorded, highest, isWanted: tag.name === wanted }) }))
    .filter(({ name, choice }) => wanted === undefined || name === wanted || choice === "publish");
}

interface Facts extends Pick<CellTags, "queued" | "recorded"> {
  readonly highest: string | undefined;
  /** Somebody asked for this very tag. */
  readonly isWanted: boolean;
}

function choose(tag: CellTag, { queued, recorded, highest, isWanted }: Facts): Choice {
  const item = queued.find((one) => one.tag === tag.name);
  if (item !== undefined) return chooseSeen(tag, item, isWanted);
  const runs = recorded.tags.filter((run) => run.tag === tag.name);
  const moved = runs.find((run) => isOther(run, tag) && run.deployed);
  if (moved !== undefined) return { choice: "moved", known: moved, became: "deployed" };
  if (!isWanted && runs.some((run) => !isOther(run, tag))) return { choice: "known" };
  if (highest !== undefined && compareVersions(tag.version, highest) < 0) return { choice: "late", highest };
  return { choice: "publish" };
}

function chooseSeen(tag: CellTag, item: QueuedTag, isWanted: boolean): Choice {
  if (item.state === "refused") {
    return isWanted
      ? { choice: "refused", reason: item.reason ?? "no reason was kept" }
      : { choice: "known" };
  }
  return item.tagObject === tag.objectId
    ? { choice: "known" }
    : { choice: "moved", known: item, became: "queued" };
}

const isOther = (run: RecordedTag, { objectId }: CellTag): boolean => run.tagObject !== objectId;

function highestOf(versions: readonly string[]): string | undefined {
  return [...versions].sort(compareVersions).at(-1);
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
