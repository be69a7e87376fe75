import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { checkEnvironments } from "@tagform/config";
import { parseCell } from "@tagform/deployment";
import { environment } from "@tagform/environments/tooling";
import { formatIssues } from "@tagform/outcome";
import { synthesizeCell } from "@tagform/stack";
import type { TerraformDocument } from "@tagform/testing";
import { kinds } from "@tagform/workload-catalog";

const outdir = mkdtempSync(join(tmpdir(), "app-tooling-"));
afterAll(() => rmSync(outdir, { recursive: true }));

async function resourcesOf(text: string) {
  const cell = await synthesizeCell({ environment, cell: parseCell(text), outdir, format: "json" });
  const file = join(cell.directory, cell.file);
  const { resource = {} } = JSON.parse(readFileSync(file, "utf8")) as TerraformDocument;
  return resource;
}

/** Names of buckets and tables that a cell creates. */
async function namesIn(text: string): Promise<string[]> {
  const resource = await resourcesOf(text);
  const argumentsOf = (type: string) => Object.values(resource[type] ?? {});
  return [
    ...argumentsOf(S3Bucket.tfResourceType).map(({ bucket }) => String(bucket)),
    ...argumentsOf(DynamodbTable.tfResourceType).map(({ name }) => String(name)),
  ];
}

test("tooling has no issue of its own", () => {
  expect(formatIssues("tooling", checkEnvironments([environment], kinds))).toBe("tooling has 0 issues:");
});

test("the states of landing-zone have a bucket and a table of their own", async () => {
  const created = await namesIn("tooling_us-east-1/state-landing-zone");
  expect(created).toEqual(expect.arrayContaining(["tagform-landing-zone", "tagform-lock-landing-zone"]));
});

test("all of tooling is deployed as roles that a cell of its own makes", async () => {
  const { aws_iam_role: roles = {}, aws_iam_policy: policies = {} } =
    await resourcesOf("tooling_global/account");
  expect(Object.values(roles).map(({ name }) => name)).toEqual(["InfraBuildRole", "InfraPlanRole"]);
  expect(Object.values(policies).map(({ name }) => name)).toEqual(["InfraBoundary"]);
});

test("the states of prod, and of the platform itself, outlive their Region", async () => {
  for (const name of ["prod", "tooling"]) {
    expect(await namesIn(`tooling_us-east-1/state-${name}`)).toContain(`tagform-${name}-replica`);
  }
});
