import { cellsOf, checkEnvironments, resolveCell } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import { formatIssues } from "@tagform/outcome";
import { kinds } from "@tagform/workload-catalog";

import { environment } from "./index";

test("prod has no issue of its own", () => {
  const issues = checkEnvironments([environment], kinds);
  expect(formatIssues("prod", issues)).toBe("prod has 0 issues:");
});

test("prod has a global cell and one in each Region for every team", () => {
  expect(cellsOf(environment).map(formatCell)).toEqual([
    "prod_global/research",
    "prod_us-east-1/research",
    "prod_eu-central-1/research",
    "prod_ap-southeast-1/research",
    "prod_global/risk",
    "prod_us-east-1/risk",
    "prod_eu-central-1/risk",
    "prod_ap-southeast-1/risk",
  ]);
});

test("every account id of prod has its 12 digits, leading zeros included", () => {
  const accounts = cellsOf(environment).map((cell) => resolveCell(environment, cell).accountId);
  expect(accounts.filter((account) => !/^\d{12}$/.test(account))).toEqual([]);
});

test("nothing of prod may be deleted", () => {
  expect(JSON.stringify(environment)).not.toContain("deletable");
});

test("every change of prod is approved by two people", () => {
  expect(environment.approval).toBe("two-people");
});
