import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { checkEnvironments, deployableCellsOf } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import { accounts, environment, organization } from "@tagform/environments/landing-zone";
import { checkLandingZone } from "@tagform/landing-zone-organization";
import { formatIssues } from "@tagform/outcome";
import { synthesizeCell } from "@tagform/stack";
import { kinds } from "@tagform/workload-catalog";

const outdir = mkdtempSync(join(tmpdir(), "app-landing-zone-"));
afterAll(() => rmSync(outdir, { recursive: true }));

test("landing-zone has no issue of its own", () => {
  const issues = [
    ...checkEnvironments([environment], kinds),
    ...checkLandingZone({ organization, accounts }, [environment]),
  ];
  expect(formatIssues("landing-zone", issues)).toBe("landing-zone has 0 issues:");
});

test("every account has a cell, and its cells synthesize into that account alone", async () => {
  for (const cell of deployableCellsOf(environment)) {
    const { directory, file } = await synthesizeCell({ environment, cell, outdir, format: "json" });
    const { provider } = JSON.parse(readFileSync(join(directory, file), "utf8")) as {
      provider: { aws: { allowed_account_ids: string[] }[] };
    };
    const accountId = environment.teams[cell.team as keyof typeof accounts].accountId;
    expect([formatCell(cell), provider.aws[0]?.allowed_account_ids]).toEqual([formatCell(cell), [accountId]]);
  }
  const accountsWithGlobalCell = deployableCellsOf(environment).filter(({ scope }) => scope === "global");
  expect(accountsWithGlobalCell.map(({ team }) => team)).toEqual(Object.keys(accounts));
});
