import { didYouMean, nearest, quote } from "./wording";

test("quoted text cannot end its quotes", () => {
  expect(quote('a"b\\c')).toBe('"a\\"b\\\\c"');
});

test("quoted text is shortened by whole characters", () => {
  expect(quote("\u{1f680}".repeat(81))).toBe(`"${"\\u{1f680}".repeat(80)}..."`);
});

test.each([
  ["devops", "dev"],
  ["production", "prod"],
  ["stage", "staging"],
  ["PROD", "prod"],
  ["pord", "prod"],
])("%s was probably meant to be %s", (text, meant) => {
  expect(nearest(text, ["dev", "qa", "staging", "prod"])).toBe(meant);
});

test.each(["", "x", "kubernetes", "a".repeat(1000)])("%j resembles nothing", (text) => {
  expect(nearest(text, ["dev", "qa", "staging", "prod"])).toBeUndefined();
  expect(didYouMean(text, [])).toBe("");
});
