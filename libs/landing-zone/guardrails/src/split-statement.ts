import { type PolicyStatement } from "@tagform/policy-evaluator";

import { documentText } from "./statement-text";

/**
 * A statement as several that mean the same together, each short enough for a document of its own. Only lists of actions
 * are cut: of resources, or of exceptions, a part would not mean the same with every other element.
 *
 * @returns undefined where it cannot be cut small enough
 */
export function splitStatement(
  statement: PolicyStatement,
  characters: number,
): readonly PolicyStatement[] | undefined {
  if (documentText([statement]).length <= characters) return [statement];
  const { Action } = statement;
  if (Action === undefined || typeof Action === "string" || Action.length < 2) return undefined;
  const middle = Math.ceil(Action.length / 2);
  const halves = [Action.slice(0, middle), Action.slice(middle)].map((actions, index) =>
    splitStatement(
      { ...statement, Sid: `${statement.Sid ?? "Part"}${index + 1}`, Action: actions },
      characters,
    ),
  );
  return halves.every((half) => half !== undefined) ? halves.flat() : undefined;
}
