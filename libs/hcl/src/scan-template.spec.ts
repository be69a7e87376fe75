import fc from "fast-check";

import { formatExpression, formatTemplate } from "./format-expression";
import { scanBareExpression } from "./scan-expression";
import { scanTemplate } from "./scan-template";
import { soleExpression } from "./template";

const format = (text: string) => formatTemplate(scanTemplate(text));
const expression = (text: string) => formatExpression(scanBareExpression(text));

test("a sequence ends at its own brace, across nested braces, strings and templates", () => {
  expect(scanTemplate('a${f({ b = "}" }, "${g("\\"}")}")}c')).toHaveLength(3);
  expect(scanTemplate("${a}${b}")).toHaveLength(2);
  expect(scanTemplate("$${a}%%{b}")).toHaveLength(1);
});

test.each([
  ["$$${x}", '"$$${x}"', 1],
  ["%${x}", '"%${x}"', 2],
  ["$%{if true}a%{endif}", '"$%{if true}a%{endif}"', 4],
])("%s is read from the left", (text, expected, parts) => {
  expect(format(text)).toBe(expected);
  expect(scanTemplate(text)).toHaveLength(parts);
});

test.each([
  ["a+b", "a + b"],
  ["-a", "-a"],
  ["a?-1:b", "a ? -1 : b"],
  ["!a&&b||c", "!a && b || c"],
  ["f( a,b... )", "f(a, b...)"],
  ["[ for x in y:x if x!=1 ]", "[for x in y : x if x != 1]"],
  ["{for k,v in m:k=>v...}", "{ for k, v in m : k => v... }"],
  ["a . b [0] .c [*].d.*.e", "a.b[0].c[*].d.*.e"],
  ["{a=1,b:2}", "{ a = 1, b : 2 }"],
  ["{}", "{}"],
  ["provider::aws::arn_parse(x)", "provider::aws::arn_parse(x)"],
  ['"a${b+c}" /* why */', '"a${b + c}"'],
  ["{\n a = 1 # one\n b = [\n 2\n ]\n}", "{ a = 1, b = [2] }"],
  ["x in [1]", "x in [1]"],
  ["1.5e-3%2", "1.5e-3 % 2"],
])("%s is laid out as terraform fmt does", (text, expected) => {
  expect(expression(text)).toBe(expected);
  expect(expression(expected)).toBe(expected);
});

test("a heredoc in an expression becomes a quoted string", () => {
  expect(format('${<<EOT\n  a "$${b}" \\n\nEOT\n}')).toBe('"${"  a \\"$${b}\\" \\\\n\\n"}"');
  expect(expression("f(<<-EOT\n    a\n\n      ${b}\n    EOT\n)")).toBe('f("a\\n\\n  ${b}\\n")');
});

describe("trim markers", () => {
  test("trim up to the end of the line, as they do in JSON, and are gone", () => {
    expect(format("a \n\n  ${~ b ~}  \n \n c")).toBe('"a \\n\\n${b} \\n c"');
  });
  test("stay where nothing else is left, so that the template remains a string", () => {
    expect(format(" ${~ 5 ~} ")).toBe('" ${~5~} "');
  });
  test("stay where an escape would arise", () => {
    expect(format("a$  ${~ b}")).toBe('"a$ ${~b}"');
  });
});

test("a lone carriage return ends the template, as it does for Terraform", () => {
  expect(format("${a}\r${b}$${c}")).toBe('"${a}\\r$${b}$${c}"');
  expect(format("${a}\r\n${b}")).toBe('"${a}\\r\\n${b}"');
});

test.each([
  ["a${b", '"${b" does not end: close it with "}", or write "$${" for the characters themselves'],
  ["%{ if x", '"%{ if x" does not end: close it with "}", or write "%%{" for the characters themselves'],
  ["${}", '"${}" holds no expression'],
  ['${"a}', 'the string "a} does not end'],
  ["${a@b}", '"${a@b}" has "@", which no expression may contain'],
  ["${f(a]}", '"${f(a]}" has "]" where ")" is expected'],
  ["${<<EOT\na}", '"<<EOT\\n" has no line "EOT" that ends it'],
])("%s is refused", (text, message) => {
  expect(() => scanTemplate(text)).toThrow(message);
});

/** Text that cannot start or end a sequence with its neighbors. */
const literal = fc
  .array(fc.constantFrom(..."ab \"\\{}'\n\t~é%".split(""), "$${", "%%{", "$ "), { maxLength: 6 })
  .map((parts) =>
    parts
      .join("")
      .replace(/%+(?=\{|$)/g, "")
      .replace(/%%?\{/g, ""),
  );

const sequence = fc.letrec<{ text: string; expression: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3 },
    tie("expression").map((inner) => `\${${inner}}`),
    tie("expression").map((inner) => `%{ if ${inner} }x%{ endif }`),
  ),
  expression: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("a.b", "1", "c[0]", '"}"', '"{"', '"\\""', "{ a = 1 }", "[for x in y : x]", '"$${"'),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `f(${a}, ${b})`),
    tie("text").map((inner) => `"q${inner}"`),
  ),
})).text;

test("sequences are found whatever surrounds them, and their layout is stable", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(literal, sequence), { maxLength: 4 }), literal, (pairs, end) => {
      const text = pairs.flat().join("") + end;
      const parts = scanTemplate(text);
      const found = parts.filter(({ kind }) => kind === "sequence").length;
      expect(found).toBe(pairs.reduce((sum, [, found]) => sum + (found.startsWith("$") ? 1 : 2), 0));
      const formatted = formatTemplate(parts);
      expect(expression(formatted)).toBe(formatted);
    }),
  );
});

test("a template is sole only if it is exactly one interpolation", () => {
  const isSole = (text: string) => soleExpression(scanTemplate(text)) !== undefined;
  expect(["${a}", "${~a~}", '${"${a}"}'].map(isSole)).toEqual([true, true, true]);
  expect(["${a} ", "${a}${b}", "%{if a}b%{endif}", "a", ""].map(isSole)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
