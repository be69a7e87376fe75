import { type OneOrMore, type PolicyStatement } from "@tagform/policy-evaluator";

import { normalized } from "./statement-text";

/** A statement, and the names in the data that it comes from. */
export interface NamedStatement {
  readonly names: readonly string[];
  readonly statement: PolicyStatement;
}

type List = "Action" | "Resource";

/**
 * Fewer statements that mean the same together: two that differ in their actions only, or in their resources only, are one
 * that names both. Lists of exceptions, `NotAction` and `NotResource`, are left alone: the union of two would except more.
 * The Sid of a merged statement is those of its parts, joined.
 */
export function mergedStatements(statements: readonly NamedStatement[]): readonly NamedStatement[] {
  const alone = statements.map(({ names, statement }) => ({ names, statement: normalized(statement) }));
  return merged(merged(alone, "Action"), "Resource");
}

function merged(statements: readonly NamedStatement[], list: List): readonly NamedStatement[] {
  const groups = new Map<string, NamedStatement[]>();
  statements.forEach((named, index) => {
    const { statement } = named;
    const rest = { ...statement, Sid: undefined, [list]: undefined };
    const key = statement[list] === undefined ? `alone ${index}` : JSON.stringify(rest);
    groups.set(key, [...(groups.get(key) ?? []), named]);
  });
  return [...groups.values()].flatMap((group) => join(group, list));
}

function join(group: readonly NamedStatement[], list: List): readonly NamedStatement[] {
  const [first] = group;
  if (first === undefined || group.length === 1) return group;
  const statements = group.map(({ statement }) => statement);
  const statement = normalized({
    ...first.statement,
    Sid: statements.map(({ Sid = "" }) => Sid).join(""),
    [list]: statements.flatMap((each) => listed(each[list])),
  });
  return [{ names: [...new Set(group.flatMap(({ names }) => names))], statement }];
}

const listed = (value: OneOrMore<string> | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;
