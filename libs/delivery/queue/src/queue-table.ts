import { compareVersions, formatCell, parseDeploymentTag } from "@tagform/deployment";

import type { DeliveryItem } from "./delivery-item";

/**
 * Keys of the queue table, in one place for what defines it and what uses it. `cell` and `version` name an item; the
 * index `open` holds those that carry an attribute `open`, by the time they were queued at.
 */
export const QUEUE_KEYS = {
  partition: "cell",
  sort: "version",
  index: "open",
  indexPartition: "open",
  indexSort: "queuedAt",
} as const;

/** The only value of the index's partition key: all open deliveries of an environment are read at once. */
export const OPEN = "1";

/** Sort key of the item that a cell has while a delivery of it runs: there is one, so there is one run. */
export const RUNNING_KEY = "_running";

/** Sort key of the item with the highest version that a cell ever queued. */
export const HIGHEST_KEY = "_highest";

/** No version begins like the two keys above. */
export const isDeliveryKey = (sortKey: string): boolean => !sortKey.startsWith("_");

/** Digits of each number of a version. */
const WIDTH = 9;

/**
 * A version as one whole number that grows with it, in decimal digits: `1.2.3` is `1000000002000000003`. DynamoDB compares
 * numbers of up to 38 digits.
 */
export function versionOrder(version: string): string {
  const [major = "0", minor = "0", patch = "0"] = version.split(".");
  return BigInt(major + minor.padStart(WIDTH, "0") + patch.padStart(WIDTH, "0")).toString();
}

/** Cell and version of a tag, as its item names them. */
export function keyOf(tag: string): { readonly cell: string; readonly version: string } {
  const { cell, version } = parseDeploymentTag(tag);
  return { cell: formatCell(cell), version };
}

/** The order in which a cell's deliveries run. `1.0` and `1.0.0` are equal versions of different tags: first come. */
export function byVersion(left: DeliveryItem, right: DeliveryItem): number {
  return compareVersions(left.version, right.version) || byTime(left, right);
}

/** The longest waiting first; the tag decides between those of one moment. */
export function byTime(left: DeliveryItem, right: DeliveryItem): number {
  return compareTexts(left.queuedAt, right.queuedAt) || compareTexts(left.tag, right.tag);
}

const compareTexts = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
