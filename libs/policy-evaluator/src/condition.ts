import { type ConditionBlock, listOf } from "./policy";
import { type ContextValue, type Facts, UNKNOWN } from "./request";
import { all, any, not, type Truth, truthOf } from "./truth";
import { resolve } from "./variable";
import { matches, matchesArn, type Pattern, plainText } from "./wildcard";

type Compare = (wanted: Pattern, value: string) => boolean;

interface Operator {
  readonly compare: Compare;
  readonly negated: boolean;
}

const sameText: Compare = (wanted, value) => plainText(wanted) === value;
const sameLetters: Compare = (wanted, value) => plainText(wanted).toLowerCase() === value.toLowerCase();
const numbers =
  (compare: (value: number, wanted: number) => boolean): Compare =>
  (wanted, value) =>
    compare(Number(value), Number(plainText(wanted)));

/**
 * What is compared how. A name that is neither in this table nor in {@link UNCOMPARED} is an error.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: Readonly<Record<string, Operator>> = {
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

/** Operators about addresses and times, which only the request itself decides. Where all has to be known: an error. */
const UNCOMPARED = new Set([
  ...["IpAddress", "NotIpAddress", "BinaryEquals", "DateEquals", "DateNotEquals"],
  ...["DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
]);

/** Operators and keys are joined with AND, the values of one key with OR, those of a negated operator with NOR. */
export function conditionsHold(block: ConditionBlock, facts: Facts): Truth {
  return all(questionsOf(block).map((question) => holds(question, facts)));
}

/** Condition keys of a statement whose values are not known. */
export function unknownKeys(block: ConditionBlock, facts: Facts): string[] {
  const asked = questionsOf(block).filter((question) => holds(question, facts) === "unknown");
  return [...new Set(asked.map(({ key }) => key))].sort();
}

interface Question {
  /** Name of the operator. */
  readonly name: string;
  readonly key: string;
  readonly wanted: readonly string[];
}

const questionsOf = (block: ConditionBlock): Question[] =>
  Object.entries(block).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, wanted]) => ({ name, key, wanted: listOf(wanted) })),
  );

function holds({ name, key, wanted }: Question, facts: Facts): Truth {
  const value = facts.valueOf(key);
  if (name === "Null") {
    const wantsNone = isNull(key, wanted);
    return value === UNKNOWN ? "unknown" : truthOf(wantsNone === (value === undefined));
  }
  const { set, operator, ifExists } = parseOperator(name, facts);
  if (value === UNKNOWN) return "unknown";
  const one = (text: string): Truth =>
    operator === undefined ? "unknown" : comparesTo(operator, wanted, text, facts);
  if (value === undefined) return truthOf(holdsWithoutValue(set, operator, ifExists));
  switch (set) {
    case "ForAllValues":
      return all(listOf(value).map(one));
    case "ForAnyValue":
      return any(listOf(value).map(one));
    case undefined:
      return one(single(value, name, key));
  }
}

/** ForAllValues holds without the key as well: AWS warns to add a Null condition to an Allow. */
function holdsWithoutValue(
  set: SetName | undefined,
  operator: Operator | undefined,
  ifExists: boolean,
): boolean {
  if (ifExists || set === "ForAllValues") return true;
  return set === undefined && operator?.negated === true;
}

function single(value: ContextValue, name: string, key: string): string {
  if (typeof value === "string") return value;
  throw new Error(`${name} asks for ${key}, which has several values`);
}

function comparesTo(
  { compare, negated }: Operator,
  wanted: readonly string[],
  value: string,
  facts: Facts,
): Truth {
  const found = any(
    wanted.map((text) => {
      const pattern = resolve(text, facts);
      if (pattern === UNKNOWN) return "unknown";
      // AWS does not say what a comparison "not equal" to nothing gives, and it must not become an Allow here.
      if (pattern === undefined && negated) throw new Error(`${text} has no value to be different from`);
      return truthOf(pattern !== undefined && compare(pattern, value));
    }),
  );
  return negated ? not(found) : found;
}

function isNull(key: string, wanted: readonly string[]): boolean {
  const [text] = wanted;
  if (wanted.length === 1 && (text === "true" || text === "false")) return text === "true";
  throw new Error(`Null of ${key} has to be "true" or "false", got ${wanted.join(", ")}`);
}

type SetName = "ForAllValues" | "ForAnyValue";

/** Without an operator if it is one that cannot be compared here. */
function parseOperator(name: string, { isWhole }: Facts) {
  const colon = name.indexOf(":");
  const set = colon < 0 ? undefined : setOf(name.slice(0, colon), name);
  const text = name.slice(colon + 1);
  const ifExists = text.endsWith("IfExists");
  const plain = ifExists ? text.slice(0, -"IfExists".length) : text;
  const operator = OPERATORS[plain];
  if (operator === undefined && (isWhole || !UNCOMPARED.has(plain)))
    throw new Error(`condition operator ${name} is unknown`);
  return { set, operator, ifExists };
}

function setOf(text: string, name: string): SetName {
  if (text === "ForAllValues" || text === "ForAnyValue") return text;
  throw new Error(`condition operator ${name} is unknown`);
}
