/** A JSON value, as `JSON.parse` returns it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A parsed `.tf.json` document: what cdktf writes into `cdk.tf.json`. */
export type TerraformJson = JsonObject;

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** What Terraform ignores in every body; cdktf keeps its metadata under it. */
const COMMENT_KEY = "//";

/**
 * The bodies that `value` stands for: none for null, one for an object, one per item of a list.
 * Undefined when the value is none of them, so that no block can be meant.
 */
export function bodiesOf(value: JsonValue): JsonObject[] | undefined {
  if (value === null) return [];
  if (isObject(value)) return [value];
  if (!isList(value)) return undefined;
  const bodies = value.map(bodyOf);
  return bodies.every((body) => body !== undefined) ? bodies : undefined;
}

/** One item of a list of blocks: Terraform reads null as an empty block, and a list as its items merged. */
function bodyOf(item: JsonValue): JsonObject | undefined {
  if (item === null) return {};
  if (isObject(item)) return item;
  if (!isList(item) || !item.every(isObject)) return undefined;
  return Object.fromEntries(item.flatMap((part) => Object.entries(part)));
}

/** The entries of a body without cdktf's metadata. */
export function entriesOf(body: JsonObject): [string, JsonValue][] {
  return Object.entries(body).filter(([key]) => key !== COMMENT_KEY);
}
