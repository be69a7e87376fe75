import { cellsOf, checkEnvironments, resolveCell } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import { formatIssues } from "@tagform/outcome";
import { kinds } from "@tagform/workload-catalog";

import { environment } from "./index";

test("staging has no issue of its own", () => {
  const issues = checkEnvironments([environment], kinds);
  expect(formatIssues("staging", issues)).toBe("staging has 0 issues:");
});

test("staging has a global cell and one in each Region for every team", () => {
  expect(cellsOf(environment).map(formatCell)).toEqual([
    "staging_global/research",
    "staging_us-east-1/research",
    "staging_eu-central-1/research",
    "staging_ap-southeast-1/research",
    "staging_global/risk",
    "staging_us-east-1/risk",
    "staging_eu-central-1/risk",
    "staging_ap-southeast-1/risk",
  ]);
});

test("every account id of staging has its 12 digits, leading zeros included", () => {
  const accounts = cellsOf(environment).map((cell) => resolveCell(environment, cell).accountId);
  expect(accounts.filter((account) => !/^\d{12}$/.test(account))).toEqual([]);
});
