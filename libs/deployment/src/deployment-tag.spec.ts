import { UserError } from "@tagform/outcome";
import fc from "fast-check";

import {
  type DeploymentTag,
  formatDeploymentTag,
  isSameDeploymentTag,
  parseDeploymentTag,
} from "./deployment-tag";
import { ENVIRONMENT_NAMES } from "./environment-name";
import { REGION_CODES } from "./region";
import { LONGEST_TEAM_NAME } from "./team-name";

const number = fc.integer({ min: 0, max: 999_999_999 });
const anyTag: fc.Arbitrary<DeploymentTag> = fc.record({
  cell: fc.record({
    environment: fc.constantFrom(...ENVIRONMENT_NAMES),
    scope: fc.constantFrom("global" as const, ...REGION_CODES),
    team: fc
      .stringMatching(/^[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,7}){0,2}$/)
      .filter(({ length }) => length <= LONGEST_TEAM_NAME),
  }),
  version: fc
    .oneof(fc.tuple(number, number), fc.tuple(number, number, number))
    .map((parts) => parts.join(".")),
});

test.each([
  ["dev_us-east-1/research/1.0", "dev", "us-east-1", "research", "1.0"],
  ["dev_eu-central-1/research/1.0", "dev", "eu-central-1", "research", "1.0"],
  ["dev_ap-southeast-1/risk/1.0", "dev", "ap-southeast-1", "risk", "1.0"],
  ["dev_global/research/1.0", "dev", "global", "research", "1.0"],
  ["qa_us-east-1/research/2.10", "qa", "us-east-1", "research", "2.10"],
  ["landing-zone_global/research-dev/0.0.1", "landing-zone", "global", "research-dev", "0.0.1"],
])("%s is read", (text, environment, scope, team, version) => {
  expect(parseDeploymentTag(text)).toEqual({ cell: { environment, scope, team }, version });
});

test("every tag is read as what was written", () => {
  fc.assert(fc.property(anyTag, (tag) => expect(parseDeploymentTag(formatDeploymentTag(tag))).toEqual(tag)));
});

test("a text is either refused or written again as it came, whatever it is", () => {
  const pieces = fc.constantFrom(
    "dev",
    "qa",
    "_",
    "/",
    "us-east-1",
    "global",
    "risk",
    "1",
    ".",
    "0",
    "-",
    " ",
    "é",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, (candidate) => {
      const read = outcomeOf(() => formatDeploymentTag(parseDeploymentTag(candidate)));
      expect(read instanceof UserError ? candidate : read).toBe(candidate);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [
    "",
    "deployment tag is empty, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0",
  ],
  [
    "refs/tags/dev_us-east-1/research/1.0",
    'deployment tag "refs/tags/dev_us-east-1/research/1.0" starts with "refs/tags/": leave it out, use "dev_us-east-1/research/1.0"',
  ],
  [
    "dev_us-east-1/research",
    'deployment tag "dev_us-east-1/research" has 1 "/" instead of 2, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "dev_us-east-1/research/1.0/",
    'deployment tag "dev_us-east-1/research/1.0/" has 3 "/" instead of 2, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "dev-us-east-1/research/1.0",
    'deployment tag "dev-us-east-1/research/1.0" has 0 "_" before the first "/" instead of 1, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "dev__us-east-1/research/1.0",
    'deployment tag "dev__us-east-1/research/1.0" has 2 "_" before the first "/" instead of 1, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "_us-east-1/research/1.0",
    'deployment tag "_us-east-1/research/1.0" has no environment, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "dev_/research/1.0",
    'deployment tag "dev_/research/1.0" has no scope, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "dev_us-east-1//1.0",
    'deployment tag "dev_us-east-1//1.0" has no team, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "dev_us-east-1/research/",
    'deployment tag "dev_us-east-1/research/" has no version, expected <environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0',
  ],
  [
    "devops_us-east-1/research/1.0",
    'environment "devops" in deployment tag "devops_us-east-1/research/1.0" is unknown, allowed are dev, qa, staging, prod, tooling, landing-zone, did you mean "dev"?',
  ],
  [
    "xyz_us-east-1/research/1.0",
    'environment "xyz" in deployment tag "xyz_us-east-1/research/1.0" is unknown, allowed are dev, qa, staging, prod, tooling, landing-zone',
  ],
  [
    "dev_us-eest-1/research/1.0",
    'scope "us-eest-1" in deployment tag "dev_us-eest-1/research/1.0" is unknown, allowed are global and an AWS Region such as us-east-1, did you mean "us-east-1"?',
  ],
  [
    "dev_globall/research/1.0",
    'scope "globall" in deployment tag "dev_globall/research/1.0" is unknown, allowed are global and an AWS Region such as us-east-1, did you mean "global"?',
  ],
  [
    "dev_us-east-1/1research/1.0",
    'team "1research" in deployment tag "dev_us-east-1/1research/1.0" is malformed, allowed is a-z, 0-9 and single hyphens between them, a letter first, at most 32 characters',
  ],
  [
    "dev_us-east-1/a_b/1.0",
    'team "a_b" in deployment tag "dev_us-east-1/a_b/1.0" is malformed, allowed is a-z, 0-9 and single hyphens between them, a letter first, at most 32 characters',
  ],
  [
    "dev_us-east-1/research/v1.0",
    'version "v1.0" in deployment tag "dev_us-east-1/research/v1.0" is malformed, allowed is MAJOR.MINOR or MAJOR.MINOR.PATCH, numbers of at most 9 digits without leading zeros',
  ],
])("%p is refused with what to do", (text, message) => {
  expect(() => parseDeploymentTag(text)).toThrow(new UserError(message));
});

test.each(["1", "1.", ".1", "1.0.0.0", "01.0", "1.00", "1.0.00", "1.0-rc1", "1.0000000000", "latest"])(
  "version %s is refused",
  (version) => {
    expect(() => parseDeploymentTag(`dev_us-east-1/research/${version}`)).toThrow(`version "${version}" in`);
  },
);

test.each(["-a", "a-", "a--b", "a.b", "a".repeat(33)])("team %s is refused", (team) => {
  expect(() => parseDeploymentTag(`dev_us-east-1/${team}/1.0`)).toThrow(`team "${team}" in`);
});

test.each([
  [" dev_us-east-1/research/1.0", 'deployment tag " dev_us-east-1/research/1.0" has a space at position 1,'],
  [
    "dev_us-east-1/research/1.0\n",
    'deployment tag "dev_us-east-1/research/1.0\\u{a}" has the control character U+000A at position 27,',
  ],
  [
    "dev_us-east-1/rese\u0000arch/1.0",
    'deployment tag "dev_us-east-1/rese\\u{0}arch/1.0" has the control character U+0000 at position 19,',
  ],
  [
    "\u001b[31mdev_us-east-1/research/1.0",
    'deployment tag "\\u{1b}[31mdev_us-east-1/research/1.0" has the control character U+001B at position 1,',
  ],
  [
    "dev_us-east-1/research\u007f/1.0",
    'deployment tag "dev_us-east-1/research\\u{7f}/1.0" has the control character U+007F at position 23,',
  ],
  [
    "dev_us-east-1/r\u0435search/1.0",
    'deployment tag "dev_us-east-1/r\\u{435}search/1.0" has the character U+0435, which is not ASCII, at position 16,',
  ],
  [
    "dev\uff3fus-east-1/research/1.0",
    'deployment tag "dev\\u{ff3f}us-east-1/research/1.0" has the character U+FF3F, which is not ASCII, at position 4,',
  ],
  [
    "dev_us-east-1/resear\u{1d41c}h/1.0",
    'deployment tag "dev_us-east-1/resear\\u{1d41c}h/1.0" has the character U+1D41C, which is not ASCII, at position 21,',
  ],
  [
    "dev_us-east-1/research\u200b/1.0",
    'deployment tag "dev_us-east-1/research\\u{200b}/1.0" has the character U+200B, which is not ASCII, at position 23,',
  ],
  [
    "dev_us-east-1/Research/1.0",
    'deployment tag "dev_us-east-1/Research/1.0" has the capital "R" at position 15,',
  ],
  [
    "dev_us-east-1/research/1.0$(id)",
    'deployment tag "dev_us-east-1/research/1.0$(id)" has the character "$" at position 27,',
  ],
])("%j is refused at the character that is wrong, shown harmlessly", (text, message) => {
  expect(() => parseDeploymentTag(text)).toThrow(
    `${message} allowed are a-z, 0-9 and . _ / - as in dev_us-east-1/research/1.0`,
  );
});

test.each(Array.from(";&|`$()<>*?[]{}!#~'\"\\%^=+,:@"))("the shell's %s is refused", (character) => {
  expect(() => parseDeploymentTag(`dev_us-east-1/research${character}/1.0`)).toThrow("at position 23");
});

test("text above 250 characters is refused, and not repeated in full", () => {
  const text = `dev_us-east-1/${"a".repeat(233)}/1.0`;
  expect(text).toHaveLength(251);
  expect(() => parseDeploymentTag(text)).toThrow(
    new UserError(`deployment tag "${text.slice(0, 80)}..." has 251 characters, allowed are 250`),
  );
  expect(() => parseDeploymentTag(text.slice(1))).toThrow("environment");
});

test("tags are the same when they name the same cell and version", () => {
  const tag = parseDeploymentTag("dev_us-east-1/research/1.0");
  expect(isSameDeploymentTag(tag, { cell: { ...tag.cell }, version: "1.0" })).toBe(true);
  expect(isSameDeploymentTag(tag, { ...tag, version: "1.0.0" })).toBe(false);
});

function outcomeOf(action: () => string): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
