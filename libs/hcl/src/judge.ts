import { type BodyRules, GUESSED, nestedRules, type Rule } from "./language";
import { isIdentifier } from "./quote";
import { isList, isObject, type JsonValue } from "./terraform-json";

/** What a key of a body is, and a warning when that is a guess. */
export interface Verdict {
  readonly rule: Rule;
  readonly warning?: string;
}

/** Maps of these names are common to all providers. */
const MAPS = new Set([
  "tags",
  "tags_all",
  "labels",
  "annotations",
  "triggers",
  "keepers",
  "environment_variables",
]);

const ARGUMENT: Rule = { kind: "argument", mode: "template" };

/** What `key` is in a body with these rules. The value decides only where no schema does. */
export function judge(rules: BodyRules, key: string, value: JsonValue): Verdict {
  const known = Object.hasOwn(rules.known, key) ? rules.known[key] : undefined;
  if (known !== undefined) return { rule: known };
  const nested = rules.schema?.blocks.get(key);
  if (nested !== undefined) return { rule: { kind: "block", labels: 0, body: () => nestedRules(nested) } };
  if (rules.rest !== "guess") return { rule: { kind: "argument", mode: rules.rest } };
  if (rules.schema?.attributes.has(key) === true || !holdsObjects(value)) return { rule: ARGUMENT };
  return guess(rules, key, value);
}

function guess(rules: BodyRules, key: string, value: JsonValue): Verdict {
  const isBlock = !MAPS.has(key) && namesOf(value).every(isIdentifier);
  const rule: Rule = isBlock ? { kind: "block", labels: 0, body: () => GUESSED } : ARGUMENT;
  if (rules === GUESSED) return { rule };
  const form = isBlock ? "a block, as all objects in it are" : "an argument";
  return { rule, warning: `no schema knows "${key}": its value is an object, so it was written as ${form}` };
}

function holdsObjects(value: JsonValue): boolean {
  return isObject(value) || (isList(value) && value.length > 0 && value.every(isObject));
}

function namesOf(value: JsonValue): string[] {
  if (isList(value)) return value.flatMap(namesOf);
  return isObject(value) ? Object.keys(value) : [];
}
