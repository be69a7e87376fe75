import { findVersion, isAtLeast } from "./version";

test.each([
  ["git version 2.39.5", "2.39.5"],
  ["Terraform v1.11.4\non linux_amd64", "1.11.4"],
  ["OpenTofu v1.12.0-rc1", "1.12.0"],
  ["go version go1.26.8 linux/amd64", "1.26.8"],
  ["TFLint version 0.64.0\n+ ruleset.terraform (0.15.0-bundled)", "0.64.0"],
  ["Python 3.11", "3.11.0"],
])("the version in %j is %s", (text, version) => {
  expect(findVersion(text)).toBe(version);
});

test("a text without a version has none", () => {
  expect(findVersion("unknown option: --version")).toBeUndefined();
});

test.each([
  ["1.10.0", "1.10.0", true],
  ["1.9.8", "1.10.0", false],
  ["1.11.0", "1.10.9", true],
  ["2.0.0", "1.10.0", true],
  ["0.64.0", "1.0.0", false],
])("version %s against at least %s: %s", (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});
