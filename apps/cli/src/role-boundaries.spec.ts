import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cellsOf } from "@tagform/config";
import { formatCell, INFRA_BUILD_ROLE, INFRA_PLAN_ROLE, infraBoundaryArn } from "@tagform/deployment";
import type { TerraformDocument } from "@tagform/testing";
import type { Environment } from "@tagform/workload-catalog";

import { loadEnvironments } from "./environments";

const outdir = mkdtempSync(join(tmpdir(), "role-boundaries-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** They are made by whoever makes the account; the boundary is for what deployments make. */
const OF_THE_ACCOUNT = [INFRA_BUILD_ROLE, INFRA_PLAN_ROLE];

/** The roles of an environment's cells that are not bound by their account's boundary. */
async function unboundRoles(environment: Environment): Promise<string[]> {
  const { synthesizeCell } = await import("@tagform/stack");
  const unbound: string[] = [];
  for (const cell of cellsOf(environment)) {
    const { directory, file } = await synthesizeCell({ environment, cell, outdir, format: "json" });
    const { resource = {} } = JSON.parse(readFileSync(join(directory, file), "utf8")) as TerraformDocument;
    const boundary = infraBoundaryArn(environment.teams[cell.team]?.accountId ?? "", "aws");
    for (const role of Object.values(resource["aws_iam_role"] ?? {})) {
      const isFree = role["permissions_boundary"] !== boundary;
      if (isFree && !OF_THE_ACCOUNT.includes(String(role["name"])))
        unbound.push(`${formatCell(cell)}: ${String(role["name"])}`);
    }
  }
  return unbound;
}

test("no deployment makes a role that may do more than the boundary of its account", async () => {
  const unbound = await Promise.all((await loadEnvironments()).map(unboundRoles));
  expect(unbound.flat()).toEqual([]);
}, 60_000);
