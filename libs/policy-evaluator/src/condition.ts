import { type ConditionBlock, listOf } from "./policy";
import type { ContextValue, Facts } from "./request";
import { resolve } from "./variable";
import { matches, matchesArn, type Pattern, plainText } from "./wildcard";

type Compare = (wanted: Pattern, value: string) => boolean;

const sameText: Compare = (wanted, value) => plainText(wanted) === value;
const sameLetters: Compare = (wanted, value) => plainText(wanted).toLowerCase() === value.toLowerCase();
const numbers =
  (compare: (value: number, wanted: number) => boolean): Compare =>
  (wanted, value) =>
    compare(Number(value), Number(plainText(wanted)));

/**
 * What is compared how. A name that is not in this table is an error, as is `IpAddress`, which nothing here needs.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: Readonly<Record<string, { readonly compare: Compare; readonly negated: boolean }>> = {
  StringEquals: { compare: sameText, negated: false },
  StringNotEquals: { compare: sameText, negated: true },
  StringEqualsIgnoreCase: { compare: sameLetters, negated: false },
  StringNotEqualsIgnoreCase: { compare: sameLetters, negated: true },
  StringLike: { compare: matches, negated: false },
  StringNotLike: { compare: matches, negated: true },
  // AWS documents that ArnEquals behaves as ArnLike does.
  ArnEquals: { compare: matchesArn, negated: false },
  ArnLike: { compare: matchesArn, negated: false },
  ArnNotEquals: { compare: matchesArn, negated: true },
  ArnNotLike: { compare: matchesArn, negated: true },
  Bool: { compare: sameLetters, negated: false },
  NumericEquals: { compare: numbers((value, wanted) => value === wanted), negated: false },
  NumericNotEquals: { compare: numbers((value, wanted) => value === wanted), negated: true },
  NumericLessThan: { compare: numbers((value, wanted) => value < wanted), negated: false },
  NumericLessThanEquals: { compare: numbers((value, wanted) => value <= wanted), negated: false },
  NumericGreaterThan: { compare: numbers((value, wanted) => value > wanted), negated: false },
  NumericGreaterThanEquals: { compare: numbers((value, wanted) => value >= wanted), negated: false },
};

/** Operators and keys are joined with AND, the values of one key with OR, those of a negated operator with NOR. */
export function conditionsHold(block: ConditionBlock, facts: Facts): boolean {
  return Object.entries(block).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = facts.context.get(key.toLowerCase());
      return holds(operator, { key, wanted: listOf(wanted), value }, facts);
    }),
  );
}

interface Question {
  readonly key: string;
  readonly wanted: readonly string[];
  readonly value: ContextValue | undefined;
}

function holds(name: string, { key, wanted, value }: Question, facts: Facts): boolean {
  if (name === "Null") return isNull(key, wanted) === (value === undefined);
  const { set, operator, ifExists } = parseOperator(name);
  const one = (text: string): boolean => comparesTo(operator, wanted, text, facts);
  switch (set) {
    case "ForAllValues":
      // True without the key as well: AWS warns to add a Null condition to an Allow.
      return value === undefined || listOf(value).every(one);
    case "ForAnyValue":
      return value !== undefined && listOf(value).some(one);
    case undefined:
      if (value === undefined) return ifExists || operator.negated;
      if (typeof value !== "string") throw new Error(`${name} asks for ${key}, which has several values`);
      return one(value);
  }
}

function comparesTo(
  { compare, negated }: { compare: Compare; negated: boolean },
  wanted: readonly string[],
  value: string,
  facts: Facts,
): boolean {
  const found = wanted.some((text) => {
    const pattern = resolve(text, facts);
    // AWS does not say what a comparison "not equal" to nothing gives, and it must not become an Allow here.
    if (pattern === undefined && negated) throw new Error(`${text} has no value to be different from`);
    return pattern !== undefined && compare(pattern, value);
  });
  return found !== negated;
}

function isNull(key: string, wanted: readonly string[]): boolean {
  const [text] = wanted;
  if (wanted.length === 1 && (text === "true" || text === "false")) return text === "true";
  throw new Error(`Null of ${key} has to be "true" or "false", got ${wanted.join(", ")}`);
}

function parseOperator(name: string) {
  const colon = name.indexOf(":");
  const set = colon < 0 ? undefined : setOf(name.slice(0, colon), name);
  const text = name.slice(colon + 1);
  const ifExists = text.endsWith("IfExists");
  if (ifExists && set !== undefined)
    throw new Error(`condition operator ${name}: sets have no IfExists here`);
  const operator = OPERATORS[ifExists ? text.slice(0, -"IfExists".length) : text];
  if (operator === undefined) throw new Error(`condition operator ${name} is unknown`);
  return { set, operator, ifExists };
}

function setOf(text: string, name: string): "ForAllValues" | "ForAnyValue" {
  if (text === "ForAllValues" || text === "ForAnyValue") return text;
  throw new Error(`condition operator ${name} is unknown`);
}
