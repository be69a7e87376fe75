import { coversPattern } from "./wildcard";

test.each([
  ["/a", "/a"],
  ["*", "/a/*"],
  ["/a*", "/a"],
  ["/a*", "/ab?*"],
  ["/*/b", "/a/*/b"],
  ["/a?", "/ab"],
  ["/a?", "/a?"],
  ["a\\*", "a\\*"],
  ["a*", "a\\*"],
])("%s covers %s", (outer, inner) => {
  expect(coversPattern(outer, inner)).toBe(true);
});

test.each([
  ["/a", "/b"],
  ["/a/*", "/a"],
  ["/a?", "/a"],
  ["/a?", "/a*"],
  ["/a", "/a*"],
  ["/*/b", "/a/c"],
  ["a\\*", "a*"],
  ["a\\*", "ab"],
])("%s does not cover %s", (outer, inner) => {
  expect(coversPattern(outer, inner)).toBe(false);
});
