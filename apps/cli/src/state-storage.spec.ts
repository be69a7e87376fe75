import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cellsOf } from "@tagform/config";
import { type EnvironmentName, formatCell, parseCell, stateLocation } from "@tagform/deployment";
import type { TerraformDocument } from "@tagform/testing";

import { loadEnvironment, loadEnvironments } from "./environments";

const outdir = mkdtempSync(join(tmpdir(), "state-storage-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Names of buckets and tables that the cell for an environment's states creates. */
async function namesFor(name: EnvironmentName): Promise<string[]> {
  const { synthesizeCell } = await import("@tagform/stack");
  const environment = await loadEnvironment("tooling");
  const cell = parseCell(`tooling_us-east-1/state-${name}`);
  const { directory, file } = await synthesizeCell({ environment, cell, outdir, format: "json" });
  const { resource = {} } = JSON.parse(readFileSync(join(directory, file), "utf8")) as TerraformDocument;
  const argumentsOf = (type: string) => Object.values(resource[type] ?? {});
  return [
    ...argumentsOf("aws_s3_bucket").map(({ bucket }) => String(bucket)),
    ...argumentsOf("aws_dynamodb_table").map(({ name: table }) => String(table)),
  ];
}

test("for every environment tooling creates what its cells keep their states in", async () => {
  const environments = await loadEnvironments();
  expect(environments.map(({ name }) => name)).toContain("tooling");
  for (const environment of environments) {
    const created = await namesFor(environment.name);
    const cells = cellsOf(environment);
    expect(cells.map(formatCell)).not.toEqual([]);
    for (const cell of cells) {
      const { bucket, lockTable } = stateLocation(cell, environment.state);
      expect(created).toEqual(expect.arrayContaining([bucket, lockTable]));
    }
  }
});
