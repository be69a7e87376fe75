import type { CellDiff } from "@tagform/steps";
import pico from "picocolors";

import { diffLines } from "./diff-text";

const known = (value: unknown) => ({ kind: "known", value }) as const;
const PLACE = { construct: "dev-global-risk/role/one", source: { file: "libs/role/src/role.ts", line: 38 } };

const difference = (resources: CellDiff["resources"], changedOutputs: string[] = []): CellDiff => ({
  line: "+0 ~1 -0",
  noChanges: false,
  counts: {} as CellDiff["counts"],
  configuration: { file: "cdk.tf", sha256: "0" },
  resources,
  changedOutputs,
  planText: "",
});
const lines = (found: CellDiff, width = 100, color = false): string[] =>
  diffLines(found, { width, colors: pico.createColors(color) });

const UPDATE = {
  address: "aws_iam_role.one",
  action: "update",
  attributes: [{ path: "description", before: known("old"), after: known("new"), forcesReplacement: false }],
  ...PLACE,
} as const;

test("a change is a line with its origin, and a line for every attribute", () => {
  expect(lines(difference([UPDATE]))).toEqual([
    "  ~ update  aws_iam_role.one  dev-global-risk/role/one, libs/role/src/role.ts:38",
    '      description: "old" -> "new"',
  ]);
});

test("on a narrow terminal the origin gets a line of its own, and no line passes the width", () => {
  const long = { ...UPDATE.attributes[0], before: known("o".repeat(80)), after: known("n".repeat(80)) };
  const found = lines(difference([{ ...UPDATE, attributes: [long] }]), 44);
  expect(found[0]).toBe("  ~ update  aws_iam_role.one");
  expect(found.slice(1, 3)).toEqual(["      dev-global-risk/role/one", "      libs/role/src/role.ts:38"]);
  for (const line of found) expect(line.length).toBeLessThanOrEqual(44);
  expect(found[3]).toMatch(/description: "o+… -> "n+…/);
});

test("a replacement is told apart, with the attribute that forces it", () => {
  const attribute = {
    path: "name",
    before: known("a"),
    after: { kind: "after apply" },
    forcesReplacement: true,
  } as const;
  const [head, line] = lines(difference([{ ...UPDATE, action: "replace", attributes: [attribute] }]));
  expect(head).toMatch(/^-\/\+ replace aws_iam_role\.one/);
  expect(line).toBe('      name: "a" -> (known after apply) (forces replacement)');
});

test("a value cannot steer the terminal", () => {
  const evil = { ...UPDATE.attributes[0], after: known("\u001b[2J\u009b2J") };
  const text = lines(difference([{ ...UPDATE, attributes: [evil] }])).join("\n");
  expect(text).not.toMatch(/[\u001b\u009b]/);
});

test("many attributes of one resource are left to --details", () => {
  const attributes = Array.from({ length: 15 }, (_, index) => ({
    ...UPDATE.attributes[0],
    path: `a${index}`,
  }));
  const found = lines(difference([{ ...UPDATE, attributes }]));
  expect(found).toHaveLength(14);
  expect(found.at(-1)).toBe("      3 more attributes: --details shows them");
});

test("colors only where they are wanted", () => {
  expect(lines(difference([UPDATE]), 100, true)[0]).toContain("\u001b[33m");
  expect(lines(difference([UPDATE]))[0]).not.toContain("\u001b");
});
