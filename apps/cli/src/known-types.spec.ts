import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cellsOf } from "@tagform/config";
import { actionsOf } from "@tagform/preflight";
import type { TerraformDocument } from "@tagform/testing";
import type { Environment } from "@tagform/workload-catalog";

import { loadEnvironments } from "./environments";

const outdir = mkdtempSync(join(tmpdir(), "known-types-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/**
 * Types that a cell has and the table of actions (libs/preflight/src/guardrails/actions) has not: `guardrails check` answers
 * "unknown" for them. A new type belongs into the table; here only what has no action that could be judged, with the reason.
 */
const UNKNOWN: readonly string[] = [];

async function typesOf(environment: Environment): Promise<string[]> {
  const { synthesizeCell } = await import("@tagform/stack");
  const types: string[] = [];
  for (const cell of cellsOf(environment)) {
    const { directory, file } = await synthesizeCell({ environment, cell, outdir, format: "json" });
    const { resource = {} } = JSON.parse(readFileSync(join(directory, file), "utf8")) as TerraformDocument;
    types.push(...Object.keys(resource));
  }
  return types;
}

test("guardrails check knows the actions of every type that a cell has", async () => {
  const found = await Promise.all((await loadEnvironments()).map(typesOf));
  const unknown = [...new Set(found.flat())].filter((type) => actionsOf(type) === undefined).sort();
  expect(unknown).toEqual(UNKNOWN);
}, 60_000);
