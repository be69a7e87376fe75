import ts from "typescript";

import { append, applyEdits, editedText, replace } from "./edit";

const parse = (text: string): ts.ArrayLiteralExpression => {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ES2023, true);
  const [statement] = source.statements;
  return (statement as ts.ExpressionStatement).expression as ts.ArrayLiteralExpression;
};

test.each([
  ["[1, 2]", "[1, 2, 3]"],
  ["[1, 2,]", "[1, 2, 3,]"],
  ["[]", "[3]"],
  ["[1, 2 /* two */]", "[1, 2, 3 /* two */]"],
  ["[\n  1,\n  2, // two\n]", "[\n  1,\n  2, 3, // two\n]"],
])("an entry is added to %j as the last one", (text, appended) => {
  expect(applyEdits(text, [append(parse(text), "3")])).toBe(appended);
});

test("edits are made where they were measured, whatever their order", () => {
  const text = "[1, 2, 3]";
  const [first, , last] = parse(text).elements;
  expect(applyEdits(text, [replace(first!, "100"), replace(last!, "300")])).toBe("[100, 2, 300]");
  expect(applyEdits(text, [replace(last!, "300"), replace(first!, "100")])).toBe("[100, 2, 300]");
});

test("a part of a file can be copied with edits of its own", () => {
  const text = "[1, [2, 3]]";
  const inner = parse(text).elements[1] as ts.ArrayLiteralExpression;
  expect(editedText(inner, [replace(inner.elements[0]!, "200")])).toBe("[200, 3]");
});
