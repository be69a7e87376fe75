import type { JsonObject, JsonValue, TerraformJson } from "@tagform/hcl";

/** Changes a copy of a cell's document. */
export type Mutation = (document: TerraformJson) => TerraformJson;

type Key = string | number;

/** The value with what is at a path replaced; undefined removes it. A step into an index goes into a list. */
function at(
  value: JsonValue | undefined,
  [key, ...rest]: readonly Key[],
  change: Change,
): JsonValue | undefined {
  if (key === undefined) return change(value);
  if (typeof key === "number") {
    const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value ?? {}];
    return list.flatMap((item, index) => (index === key ? (at(item, rest, change) ?? []) : item));
  }
  const object = (value ?? {}) as JsonObject;
  const { [key]: before, ...others } = object;
  const after = at(before, rest, change);
  return after === undefined ? others : { ...others, [key]: after };
}

type Change = (value: JsonValue | undefined) => JsonValue | undefined;

const pathOf = (address: string): Key[] =>
  address.startsWith("data.")
    ? address.split(".")
    : address === "provider.aws"
      ? ["provider", "aws", 0]
      : ["resource", ...address.split(".")];

/** Sets what is at a path in a block. */
export const set =
  (address: string, path: readonly Key[], value: JsonValue): Mutation =>
  (document) =>
    at(document, [...pathOf(address), ...path], () => value) as TerraformJson;

/** Sets what is at a path in the block `terraform`. */
export const setTerraform =
  (path: readonly Key[], value: JsonValue): Mutation =>
  (document) =>
    at(document, ["terraform", ...path], () => value) as TerraformJson;

/** Removes a block, or what is at a path in it. */
export const remove =
  (address: string, path: readonly Key[] = []): Mutation =>
  (document) =>
    at(document, [...pathOf(address), ...path], () => undefined) as TerraformJson;

/** Adds resources and data sources of another document, a rule's example, to the cell. */
export const adding =
  (example: TerraformJson): Mutation =>
  (document) => {
    const copy: Record<string, JsonValue> = { ...document };
    for (const section of ["resource", "data"]) {
      const types = { ...((document[section] ?? {}) as Record<string, JsonObject>) };
      for (const [type, named] of Object.entries((example[section] ?? {}) as Record<string, JsonObject>)) {
        types[type] = { ...types[type], ...named };
      }
      copy[section] = types;
    }
    return copy;
  };

/** One after the other. */
export const both =
  (...mutations: readonly Mutation[]): Mutation =>
  (document) =>
    mutations.reduce((before, mutation) => mutation(before), document);
