import type { JsonObject, JsonValue } from "@tagform/hcl";

/** The blocks that a value stands for: cdktf writes one as an object, and several as a list. */
export function blocksOf(value: JsonValue | undefined): JsonObject[] {
  if (isList(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The only or first block, empty where there is none. */
export function blockOf(value: JsonValue | undefined): JsonObject {
  return blocksOf(value)[0] ?? {};
}

/** Texts of a list, or the one that stands alone. */
export function textsOf(value: JsonValue | undefined): string[] {
  if (typeof value === "string") return [value];
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}

/** A text, also if it refers to something; undefined for anything else. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A text that says what it is: undefined where it refers to something. */
export function literalOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && !value.includes("${") ? value : undefined;
}

/** A number, also if it is written as text. */
export function numberOf(value: JsonValue | undefined): number | undefined {
  if (typeof value === "number") return value;
  const text = literalOf(value);
  return text === undefined || text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** True, also if it is written as text. */
export function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === "true";
}

/** Whether the value is there at all: false for null and undefined. */
export function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/** Every text within a value, with the keys that lead to it. */
export function* textsWithin(
  value: JsonValue | undefined,
  path: readonly string[] = [],
): Generator<{ readonly path: readonly string[]; readonly text: string }> {
  if (typeof value === "string") {
    yield { path, text: value };
  } else if (isList(value)) {
    for (const [index, item] of value.entries()) yield* textsWithin(item, [...path, String(index)]);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key !== "//") yield* textsWithin(item, [...path, key]);
    }
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

/** `JSON.parse` of a text, undefined if it is none or refers to what is not known yet. */
export function parsedOf(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
