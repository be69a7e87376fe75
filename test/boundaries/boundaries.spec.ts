import { execFileSync } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const BOUNDARIES = "@nx/enforce-module-boundaries";

type Case = readonly [name: string, file: string, code: string];

/** Dependencies that point up, per layer. */
const UPWARD: Case[] = [
  ["util on construct", "libs/config/src/pretend.ts", 'export { Network } from "@tagform/network";'],
  ["util on steps", "libs/toolchain/src/pretend.ts", 'export { plan } from "@tagform/steps";'],
  ["util on data", "libs/config/src/pretend.ts", 'export { environment } from "@tagform/environments/dev";'],
  ["data on stack", "environments/dev/pretend.ts", 'export { synthesizeCell } from "@tagform/stack";'],
  [
    "data on another environment",
    "environments/dev/pretend.ts",
    'export { environment } from "@tagform/environments/prod";',
  ],
  ["data on construct", "environments/dev/pretend.ts", 'export { Network } from "@tagform/network";'],
  ["construct on stack", "libs/network/src/pretend.ts", 'export { synthesizeCell } from "@tagform/stack";'],
  [
    "construct on catalog",
    "libs/network/src/pretend.ts",
    'export { kinds } from "@tagform/workload-catalog";',
  ],
  ["construct on steps", "libs/workload/web/src/pretend.ts", 'export { plan } from "@tagform/steps";'],
  [
    "catalog on stack",
    "libs/workload/catalog/src/pretend.ts",
    'export { synthesizeCell } from "@tagform/stack";',
  ],
  ["stack on data", "libs/stack/src/pretend.ts", 'export { environment } from "@tagform/environments/dev";'],
  ["stack on steps", "libs/stack/src/pretend.ts", 'export { plan } from "@tagform/steps";'],
  ["steps on stack", "libs/steps/src/pretend.ts", 'export { synthesizeCell } from "@tagform/stack";'],
  ["steps on data", "libs/steps/src/pretend.ts", 'export { environment } from "@tagform/environments/dev";'],
  ["shipped code on testing", "libs/stack/src/pretend.ts", 'export { synth } from "@tagform/testing";'],
  ["app on testing", "apps/cli/src/pretend.ts", 'export { synth } from "@tagform/testing";'],
];

/** Areas that reach into another. */
const ACROSS: Case[] = [
  ["shared on workload", "libs/config/src/pretend.ts", 'export { kinds } from "@tagform/workload-catalog";'],
  ["workload on delivery", "libs/workload/web/src/pretend.ts", 'export { plan } from "@tagform/steps";'],
  ["delivery on workload", "libs/steps/src/pretend.ts", 'export { Network } from "@tagform/network";'],
  [
    "a relative path into another library",
    "libs/steps/src/pretend.ts",
    'export { run } from "../../toolchain/src/run";',
  ],
];

/** cdktf in a layer that must not know it. */
const CDKTF: Case[] = [
  "libs/config/src/pretend.ts",
  "libs/steps/src/pretend.ts",
  "environments/dev/pretend.ts",
].flatMap((file): Case[] => [
  [`cdktf in ${file}`, file, 'export { App } from "cdktf";'],
  [`a resource in ${file}`, file, 'export { Lb } from "@cdktf/provider-aws/lib/lb";'],
]);

/** What else the house forbids: the rule's name comes first. */
const HOUSE_RULES: Case[] = [
  ["no-restricted-imports", "libs/network/src/pretend.ts", 'export { lb } from "@cdktf/provider-aws";'],
  ["no-restricted-syntax", "libs/network/src/pretend.ts", 'export const region = "eu-central-1";'],
  ["no-restricted-syntax", "libs/steps/src/pretend.ts", "export const home = process.env.HOME;"],
  ["no-restricted-syntax", "libs/toolchain/src/pretend.ts", "export const options = { shell: true };"],
  ["no-restricted-syntax", "environments/dev/pretend.ts", "export const pick = (a: string) => a;"],
  ["no-restricted-syntax", "environments/dev/pretend.ts", "export const a = 1 > 2 ? 3 : 4;"],
  ["no-restricted-syntax", "environments/dev/pretend.ts", "export const a = { ...{ b: 1 } };"],
];

const ALLOWED: Case[] = [
  [
    "data on the catalog's types",
    "environments/dev/pretend.ts",
    'export type { Team } from "@tagform/workload-catalog";',
  ],
  ["stack on construct", "libs/stack/src/pretend.ts", 'export { Network } from "@tagform/network";'],
  ["a spec on testing", "libs/stack/src/pretend.spec.ts", 'export { synth } from "@tagform/testing";'],
];

let broken: Map<Case, string[]>;

beforeAll(() => {
  // Without a cached project graph the rule skips every file and reports nothing.
  node("node_modules/nx/dist/bin/nx.js", ["show", "projects"]);
  const cases = [...UPWARD, ...ACROSS, ...CDKTF, ...HOUSE_RULES, ...ALLOWED];
  const input = JSON.stringify(cases.map(([, file, code]) => ({ file, code })));
  const rules = JSON.parse(node("test/boundaries/lint-texts.mjs", [], input)) as string[][];
  broken = new Map(cases.map((each, index) => [each, rules[index] ?? []]));
}, 300_000);

function node(script: string, args: string[], input = ""): string {
  const env = { ...process.env, NX_DAEMON: "false" };
  return execFileSync(process.execPath, [path.join(ROOT, script), ...args], {
    cwd: ROOT,
    env,
    input,
    encoding: "utf8",
  });
}

describe("lint reports a dependency that points up", () => {
  test.each(UPWARD)("%s", (...each) => expect(rulesOf(each)).toContain(BOUNDARIES));
});

describe("lint reports an area that reaches into another", () => {
  test.each(ACROSS)("%s", (...each) => expect(rulesOf(each)).toContain(BOUNDARIES));
});

describe("lint keeps cdktf in the layers that may know it", () => {
  test.each(CDKTF)("%s", (...each) => expect(rulesOf(each)).toContain(BOUNDARIES));
});

describe("lint reports what the house rules forbid", () => {
  test.each(HOUSE_RULES)("%s: %s %s", (...each) => expect(rulesOf(each)).toContain(each[0]));
});

describe("lint reports nothing on what is allowed", () => {
  test.each(ALLOWED)("%s", (...each) => expect(rulesOf(each)).toEqual([]));
});

/** `test.each` hands over a copy of the case. */
function rulesOf([name, file, code]: Case): string[] {
  const found = [...broken].find(([each]) => each[0] === name && each[1] === file && each[2] === code);
  return found?.[1] ?? ["never linted"];
}
