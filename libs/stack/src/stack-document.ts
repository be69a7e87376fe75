import type { JsonObject, JsonValue, TerraformJson } from "@tagform/hcl";
import { TerraformElement, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

import { TokenResolver } from "./resolve-tokens";

type Mutable = Record<string, JsonValue>;

/**
 * The Terraform JSON of a stack, as cdktf would write it, without cdktf's metadata of the stack: each element resolved
 * once, where cdktf resolves it again as part of the whole.
 *
 * @param overrides of the stack itself, made by {@link setAt}: cdktf keeps its own to itself
 */
export function documentOf(
  stack: TerraformStack,
  overrides: Readonly<Record<string, unknown>>,
): TerraformJson {
  const resolver = new TokenResolver(stack);
  const document: Mutable = {};
  const add = (fragment: unknown): void => {
    const resolved = resolver.resolve(fragment);
    if (isObject(resolved)) merge(document, resolved);
  };
  for (const element of elementsOf(stack)) add(element.toTerraform());
  add(overrides);
  return sorted(document) as TerraformJson;
}

/** Puts a value where cdktf's `addOverride` would put it: what is on the way there and no object becomes one. */
export function setAt(target: Record<string, unknown>, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const before = target[key];
  const inner = typeof before === "object" && before !== null && !Array.isArray(before) ? before : {};
  target[key] = inner;
  setAt(inner as Record<string, unknown>, rest, value);
}

/** The elements below a construct, without those of a stack within it. */
function elementsOf(construct: IConstruct): TerraformElement[] {
  const own = TerraformElement.isTerraformElement(construct) ? [construct] : [];
  const children = construct.node.children.filter((child) => !TerraformStack.isStack(child));
  return [...own, ...children.flatMap(elementsOf)];
}

/** Objects become one, lists are put together, and of anything else the later one counts. `source` is used up. */
function merge(target: Mutable, source: JsonObject): void {
  for (const [key, value] of Object.entries(source)) {
    const before = target[key];
    if (isObject(value) && isObject(before)) {
      merge(before, value);
    } else if (isList(value) && isList(before)) {
      target[key] = [...before, ...value];
    } else {
      target[key] = value;
    }
  }
}

/** As cdktf writes JSON: keys in the order of their characters, whatever the order of creation. */
function sorted(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const copy: Mutable = {};
  for (const key of Object.keys(value).sort()) copy[key] = sorted(value[key] ?? null);
  return copy;
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !isList(value);
