import ts from "typescript";

import { expressionAt, type Literal, valueOf } from "./literal";

const parse = (text: string): ts.Expression => {
  const source = ts.createSourceFile("dev.ts", `export const data = ${text};`, ts.ScriptTarget.ES2023, true);
  const [statement] = source.statements;
  return (statement as ts.VariableStatement).declarationList.declarations[0]!.initializer!;
};
const imported: Readonly<Record<string, Literal>> = { research: { accountId: "1" } };
const read = (text: string): Literal => valueOf(parse(text), (name) => imported[name]!);

test.each<[string, Literal]>([
  ['"a"', "a"],
  ["`a`", "a"],
  ["-1.5", -1.5],
  ["[1, true, false, null]", [1, true, false, null]],
  ['{ "us-east-1": { a: 1 }, b: [] } as const satisfies Team', { "us-east-1": { a: 1 }, b: [] }],
  ["{ research }", { research: { accountId: "1" } }],
  ["{ other: research }", { other: { accountId: "1" } }],
])("%s is %j", (text, value) => {
  expect(read(text)).toEqual(value);
});

test.each(["a.b", "f()", "{ ...x }", "{ [a]: 1 }", "1 + 1", "() => 1", "`${a}`"])(
  "%s is refused: it computes something",
  (text) => {
    expect(() => read(text)).toThrow(/^dev\.ts:1: environments are literals, this is not one: /);
  },
);

test("what stands at a path of keys and positions is found, and nothing beside it", () => {
  const data = parse('{ a: { b: ["x", "y"] } as const }');
  expect(expressionAt(data, ["a", "b", "1"])?.getText()).toBe('"y"');
  expect(expressionAt(data, ["a", "b", "2"])).toBeUndefined();
  expect(expressionAt(data, ["a", "c"])).toBeUndefined();
  expect(expressionAt(data, ["a", "b", "0", "d"])).toBeUndefined();
});
