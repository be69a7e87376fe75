import { UserError } from "@tagform/outcome";

import { highestVersion, nextVersion, versionProblem } from "./next-version";

test.each([
  [undefined, "1.0"],
  ["1.0", "1.1"],
  ["1.9", "1.10"],
  ["1.4.2", "1.5.0"],
  ["0.0", "0.1"],
])("after %s comes %s", (highest, next) => {
  expect(nextVersion(highest)).toBe(next);
});

test("the highest version is the highest number, not the last text", () => {
  expect(highestVersion(["1.9", "1.10", "1.2.3"])).toBe("1.10");
  expect(highestVersion([])).toBeUndefined();
});

test("after the last minor number a person chooses", () => {
  expect(() => nextVersion("1.999999999")).toThrow(
    new UserError("there is no version after 1.999999999: choose one with --version 2.0"),
  );
});

test.each([
  ["1.4", "version 1.4 exists already, and a tag is never moved: use 1.5 or higher"],
  [
    "1.4.0",
    "version 1.4.0 is the same as 1.4, which exists: what is deployed last must have the highest version: use 1.5 or higher",
  ],
  [
    "0.9",
    "version 0.9 is lower than 1.4, which exists: what is deployed last must have the highest version: use 1.5 or higher",
  ],
])("%s cannot follow 1.4", (version, problem) => {
  expect(versionProblem(version, "1.4")).toBe(problem);
});

test("a higher version may leave numbers out", () => {
  expect(versionProblem("3.0", "1.4")).toBeUndefined();
  expect(versionProblem("0.1", undefined)).toBeUndefined();
});
