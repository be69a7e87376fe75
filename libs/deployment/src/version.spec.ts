import { UserError } from "@tagform/outcome";

import { compareVersions, isVersion } from "./version";

test.each(["0.0", "1.0", "10.20.30", "999999999.0"])("%s is a version", (text) => {
  expect(isVersion(text)).toBe(true);
});

test("versions are ordered by number, not by text", () => {
  expect(["1.10", "2.0", "1.9", "1.9.1", "0.10.0"].toSorted(compareVersions)).toEqual([
    "0.10.0",
    "1.9",
    "1.9.1",
    "1.10",
    "2.0",
  ]);
});

test("a missing patch number counts as 0", () => {
  expect(compareVersions("1.0", "1.0.0")).toBe(0);
  expect(compareVersions("1.0", "1.0.1")).toBe(-1);
});

test("what is no version cannot be compared", () => {
  expect(() => compareVersions("1.0", "latest")).toThrow(
    new UserError(
      'version "latest" is malformed, allowed is MAJOR.MINOR or MAJOR.MINOR.PATCH, ' +
        "numbers of at most 9 digits without leading zeros",
    ),
  );
});
