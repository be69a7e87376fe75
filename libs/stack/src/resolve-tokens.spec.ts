import {
  DefaultTokenResolver,
  Fn,
  Lazy,
  StringConcat,
  TerraformStack,
  Testing,
  Token,
  Tokenization,
} from "cdktf";
import fc from "fast-check";

import { TokenResolver } from "./resolve-tokens";

const stack = new TerraformStack(Testing.app(), "stack");

const ours = (value: unknown): unknown => new TokenResolver(stack).resolve(value);

function cdktfs(value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved: unknown = Tokenization.resolve(value, { scope: stack, resolver, preparing: false });
  return resolved === undefined ? undefined : (JSON.parse(JSON.stringify(resolved)) as unknown);
}

const text = Token.asString("${aws_vpc.main.id}");
const list = Token.asList("${aws_vpc.main.subnets}");
const number = Token.asNumber("${var.size}");
const map = Token.asStringMap("${var.tags}");

test.each<[string, unknown]>([
  ["a text", text],
  ["a text within a text", `arn:${text}/\${count.index}/$\${escaped}`],
  ["a list", list],
  ["a list of texts", [text, "plain"]],
  ["a list in a list", [[...list], list]],
  ["a number", number],
  ["a number within a text", `from ${number} to ${number + 0}`],
  ["a number in a list", [number, 1]],
  ["a list of numbers", Token.asNumberList("${var.sizes}")],
  ["a map", map],
  ["a map of numbers", Token.asNumberMap("${var.ports}")],
  ["a key", { [text]: 1, plain: 2 }],
  ["a value", { a: { b: [{ c: text }] } }],
  ["a function", Fn.join("-", [text, "a", Fn.upper(text)])],
  ["something lazy", { later: Lazy.stringValue({ produce: () => text }) }],
  ["something lazy that is left out", { later: Lazy.anyValue({ produce: () => undefined }), now: 1 }],
  ["something lazy that has parts", Lazy.anyValue({ produce: () => ({ a: [text, undefined] }) })],
])("%s that is a token becomes what cdktf makes of it", (_, value) => {
  expect(ours(value)).toEqual(cdktfs(value));
});

test.each<[string, unknown]>([
  ["digits that look like a token", ["1e5", "-1.5e+10x", "12e4c9d0"]],
  ["what is left out", { a: undefined, b: [undefined, null], c: null, d: {}, e: [] }],
  ["numbers", [0, -0, -1, 1.5, 2 ** 53, 1e300, -1e300, NaN, Infinity]],
  ["a date", { at: new Date(0) }],
])("%s is what cdktf makes of it", (_, value) => {
  expect(ours(value)).toEqual(cdktfs(value));
});

test("any plain data is what cdktf makes of it", () => {
  const key = fc.string().filter((name) => name !== "__proto__");
  const { data } = fc.letrec<{ data: unknown }>((tie) => ({
    data: fc.oneof(
      { depthSize: "small" },
      fc.string({
        unit: fc.constantFrom("a", "1", "e", "+", "-", ".", "$", "{", "}", "#", "TfToken[", "]}"),
      }),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, undefined, text, number),
      fc.array(tie("data")),
      fc.dictionary(key, tie("data")),
    ),
  }));
  fc.assert(fc.property(data, (value) => expect(outcome(ours, value)).toEqual(outcome(cdktfs, value))));
});

/** What comes out, or that nothing does. */
function outcome(resolve: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return { resolved: resolve(value) };
  } catch {
    return "refused";
  }
}

test.each<[string, unknown]>([
  ["an item of a list", { name: list[0] }],
  ["an item of a map", { name: Object.values(map)[0] }],
  ["an item of a map of numbers", Object.values(Token.asNumberMap("${var.ports}"))[0]],
  ["a list with more than the token", [...list, "more"]],
  ["a function", { callback: () => 1 }],
  ["a construct", { stack }],
])("%s is refused, as cdktf does", (_, value) => {
  expect([outcome(ours, value), outcome(cdktfs, value)]).toEqual(["refused", "refused"]);
});
