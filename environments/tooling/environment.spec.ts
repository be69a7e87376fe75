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

test("the cells of tooling share one account, and say why; the others are roles that only bootstrap makes", () => {
  const teams = Object.entries(environment.teams);
  const { accountId } = environment.teams.account;
  for (const [name, team] of teams) {
    const isShared = team.accountId === accountId;
    expect([name, "sharedAccount" in team ? team.sharedAccount.reason.length > 0 : "own"]).toEqual([
      name,
      isShared ? true : "own",
    ]);
    expect([name, isShared || name.startsWith("roles-")]).toEqual([name, true]);
  }
});
