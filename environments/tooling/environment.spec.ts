import { cellsOf, checkEnvironments } from "@tagform/config";
import { ENVIRONMENT_NAMES, formatCell } from "@tagform/deployment";
import { formatIssues } from "@tagform/outcome";
import { kinds } from "@tagform/workload-catalog";

import { environment } from "./index";

test("tooling has no issue of its own", () => {
  const issues = checkEnvironments([environment], kinds);
  expect(formatIssues("tooling", issues)).toBe("tooling has 0 issues:");
});

test("every environment, its own included, has a cell that keeps its states", () => {
  const cells = cellsOf(environment).map(formatCell);
  expect(cells.filter((cell) => cell.includes("/state-")).sort()).toEqual(
    ENVIRONMENT_NAMES.map((name) => `tooling_us-east-1/state-${name}`).sort(),
  );
});

test("every environment that has data, tooling included, has a cell that delivers it", () => {
  const cells = cellsOf(environment).map(formatCell);
  expect(cells.filter((cell) => cell.includes("/delivery-")).sort()).toEqual(
    ENVIRONMENT_NAMES.map((name) => `tooling_us-east-1/delivery-${name}`).sort(),
  );
});

test("the cells of tooling share one account, and say why", () => {
  const teams = Object.values(environment.teams);
  expect(new Set(teams.map(({ accountId }) => accountId)).size).toBe(1);
  for (const { sharedAccount } of teams) expect(sharedAccount.reason).not.toBe("");
});
