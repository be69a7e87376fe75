import { cellsOf, checkEnvironments, resolveCell } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import { formatIssues } from "@tagform/outcome";
import { kinds, type Workload } from "@tagform/workload-catalog";

import { environment } from "./index";

test("dev has no issue of its own", () => {
  const issues = checkEnvironments([environment], kinds);
  expect(formatIssues("dev", issues)).toBe("dev has 0 issues:");
});

test("dev has a global cell and one in each Region for every team", () => {
  expect(cellsOf(environment).map(formatCell)).toEqual([
    "dev_global/research",
    "dev_us-east-1/research",
    "dev_eu-central-1/research",
    "dev_ap-southeast-1/research",
    "dev_global/risk",
    "dev_us-east-1/risk",
    "dev_eu-central-1/risk",
    "dev_ap-southeast-1/risk",
  ]);
});

test("every account id of dev has its 12 digits, leading zeros included", () => {
  const accounts = cellsOf(environment).map((cell) => resolveCell(environment, cell).accountId);
  expect(accounts.filter((account) => !/^\d{12}$/.test(account))).toEqual([]);
});

test("research's account begins with a zero, and it stays there", () => {
  const cell = { environment: "dev", scope: "us-east-1", team: "research" } as const;
  expect(resolveCell(environment, cell).accountId).toBe("012345678901");
});

test("every website of dev may be deleted, and says why", () => {
  const websites = cellsOf(environment)
    .flatMap((cell) => Object.values(resolveCell<Workload>(environment, cell).workloads))
    .filter((workload) => workload.kind === "web");
  expect(websites).toHaveLength(6);
  expect(websites.filter(({ deletable }) => (deletable?.reason ?? "") === "")).toEqual([]);
});
