import type { ConditionBlock, OneOrMore, PolicyDocument, PolicyStatement } from "@tagform/policy-evaluator";

/** A list of a policy in one order, without repetitions; a single value stands without brackets, which saves two. */
function compact(value: OneOrMore<string>): OneOrMore<string> {
  const values = [...new Set(typeof value === "string" ? [value] : value)].sort();
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

/** Actions but those that another one with `*` covers. */
function compactActions(value: OneOrMore<string>): OneOrMore<string> {
  const values = typeof value === "string" ? [value] : value;
  // A "?" of a covering pattern covers a "?" only: for one character it would also take a "*".
  const wide = values.filter((action) => action.includes("*"));
  const covers = (pattern: string, action: string): boolean =>
    new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`, "i").test(action);
  const covered = (action: string): boolean =>
    wide.some((pattern) => pattern.toLowerCase() !== action.toLowerCase() && covers(pattern, action));
  return compact(values.filter((action) => !covered(action)));
}

const escaped = (text: string): string => text.replace(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`);

/** A statement in the one form that it is compared and written in; it means what it meant. */
export function normalized(statement: PolicyStatement): PolicyStatement {
  const { Sid, Effect, Principal, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const conditions = Object.entries(Condition)
    .sort(byName)
    .map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys)
          .sort(byName)
          .map(([key, value]) => [key, compact(value)]),
      ),
    ]);
  return {
    ...(Sid !== undefined && { Sid }),
    Effect,
    ...(Principal !== undefined && { Principal }),
    ...(Action !== undefined && { Action: compactActions(Action) }),
    ...(NotAction !== undefined && { NotAction: compactActions(NotAction) }),
    ...(Resource !== undefined && { Resource: compact(Resource) }),
    ...(NotResource !== undefined && { NotResource: compact(NotResource) }),
    ...(conditions.length > 0 && { Condition: Object.fromEntries(conditions) as ConditionBlock }),
  };
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

/** A document as it is sent to AWS, which counts every character. */
export const documentText = (statements: readonly PolicyStatement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements } satisfies PolicyDocument);
