import { cellsOf, checkEnvironments, resolveCell } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import { formatIssues } from "@tagform/outcome";
import { kinds } from "@tagform/workload-catalog";

import { environment } from "./index";

test("qa has no issue of its own", () => {
  const issues = checkEnvironments([environment], kinds);
  expect(formatIssues("qa", issues)).toBe("qa has 0 issues:");
});

test("qa has a global cell and one in each Region for every team", () => {
  expect(cellsOf(environment).map(formatCell)).toEqual([
    "qa_global/research",
    "qa_us-east-1/research",
    "qa_eu-central-1/research",
    "qa_ap-southeast-1/research",
    "qa_global/risk",
    "qa_us-east-1/risk",
    "qa_eu-central-1/risk",
    "qa_ap-southeast-1/risk",
  ]);
});

test("every account id of qa has its 12 digits, leading zeros included", () => {
  const accounts = cellsOf(environment).map((cell) => resolveCell(environment, cell).accountId);
  expect(accounts.filter((account) => !/^\d{12}$/.test(account))).toEqual([]);
});
