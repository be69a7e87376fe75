import type { AttributeValue } from "@aws-sdk/client-dynamodb";

import { type DeliveryItem, isOpen } from "./delivery-item";
import { OPEN, QUEUE_KEYS } from "./queue-table";

type Attributes = Record<string, AttributeValue>;

/** An item as the table keeps it: texts and numbers as they are, what has parts as JSON. */
export function toAttributes(item: DeliveryItem): Attributes {
  const open = isOpen(item) ? { [QUEUE_KEYS.indexPartition]: { S: OPEN } } : {};
  return { ...attributesOf(item), ...open };
}

/** Some fields of an item, without those that it has not. */
export function attributesOf(fields: Partial<DeliveryItem>): Attributes {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, toAttribute(value)]));
}

function toAttribute(value: unknown): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  return { S: JSON.stringify(value) };
}

/** The inverse of {@link toAttributes}: only this file and the queue write into the table, so what is there fits. */
export function fromAttributes({ failure, recordBuilds, ...texts }: Attributes): DeliveryItem {
  const ofItem = Object.entries(texts).filter(([name]) => name !== QUEUE_KEYS.indexPartition);
  return {
    ...Object.fromEntries(ofItem.map(([name, value]) => [name, value.S])),
    ...(failure?.S === undefined ? {} : { failure: JSON.parse(failure.S) as DeliveryItem["failure"] }),
    ...(recordBuilds?.N === undefined ? {} : { recordBuilds: Number(recordBuilds.N) }),
  } as DeliveryItem;
}
