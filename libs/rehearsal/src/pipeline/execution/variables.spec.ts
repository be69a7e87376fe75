import { ruleHolds } from "./rule";
import { withVariables } from "./variables";

const NAMESPACES = { Plan: { CHANGED: "true" }, variables: { TAG: "dev_global/a/1.0" } };

test("variables have the values of their namespaces", () => {
  expect(withVariables("#{variables.TAG}: #{Plan.CHANGED}", NAMESPACES, "here")).toBe(
    "dev_global/a/1.0: true",
  );
});

test.each(["#{Plan.OTHER}", "#{Plans.CHANGED}", "#{}"])("%s has no value", (text) => {
  expect(() => withVariables(text, NAMESPACES, "stage Apply")).toThrow(
    /^stage Apply: variable .* has no value, only/,
  );
});

test.each([
  ["EQ", "true", true],
  ["EQ", "tru", false],
  ["NE", "false", true],
  ["CONTAINS", "ru", true],
  ["MATCHES", "^t.*e$", true],
])("%s %s holds for true: %s", (Operator, Value, holds) => {
  expect(ruleHolds({ Variable: "true", Value, Operator }, "rule")).toBe(holds);
});

test("an operator that is unknown is an error, not a condition that does not hold", () => {
  expect(() => ruleHolds({ Variable: "a", Value: "a", Operator: "EQUALS" }, "rule R")).toThrow(
    'rule R: operator "EQUALS" is unknown',
  );
});
