import { UserError } from "@tagform/outcome";

import { formatCell, isSameCell, parseCell } from "./cell";
import { stackName } from "./stack-name";

test("a cell is written as its tags begin", () => {
  const cell = { environment: "dev", scope: "us-east-1", team: "research" } as const;
  expect(formatCell(cell)).toBe("dev_us-east-1/research");
  expect(parseCell("dev_us-east-1/research")).toEqual(cell);
});

test("a whole tag is no cell", () => {
  expect(() => parseCell("dev_us-east-1/research/1.0")).toThrow(
    new UserError(
      'cell "dev_us-east-1/research/1.0" has 2 "/" instead of 1, ' +
        "expected <environment>_<scope>/<team>, for example dev_us-east-1/research",
    ),
  );
});

test("cells are the same when environment, scope and team are", () => {
  expect(isSameCell(parseCell("dev_global/risk"), parseCell("dev_global/risk"))).toBe(true);
  expect(isSameCell(parseCell("dev_global/risk"), parseCell("qa_global/risk"))).toBe(false);
});

test.each([
  ["dev_us-east-1/research", "dev-us-east-1-research"],
  ["landing-zone_global/research-dev", "landing-zone-global-research-dev"],
])("the stack of %s is %s", (cell, name) => {
  expect(stackName(parseCell(cell))).toBe(name);
});
