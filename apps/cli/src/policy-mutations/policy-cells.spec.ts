import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cellsOf } from "@tagform/config";
import { type Cell, formatCell } from "@tagform/deployment";
import type { Environment } from "@tagform/workload-catalog";

import { loadEnvironments } from "../environments";

const folder = mkdtempSync(join(tmpdir(), "tagform-cells-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What fails in a cell: rules that are broken and not accepted, and acceptances of ours that accept nothing. */
async function failuresOf(environment: Environment, cell: Cell): Promise<string[]> {
  const { synthesizeCell } = await import("@tagform/stack");
  const { evaluateConfiguration } = await import("@tagform/policy");
  const synthesized = await synthesizeCell({ environment, cell, outdir: folder, format: "hcl" });
  const broken = evaluateConfiguration(synthesized.document).map(({ rule, address }) => ({
    key: `${rule.id} ${address}`,
    fails: rule.severity !== "low",
  }));
  const accepted = synthesized.suppressions
    .filter(({ id }) => id.startsWith("TAGFORM_"))
    .map(({ id, address }) => `${id} ${address}`);
  return [
    ...broken.filter(({ key, fails }) => fails && !accepted.includes(key)).map(({ key }) => key),
    ...accepted
      .filter((key) => !broken.some((finding) => finding.key === key))
      .map((key) => `unused: ${key}`),
  ].map((failure) => `${formatCell(cell)}: ${failure}`);
}

test("every cell of every environment keeps to the rules, or accepts what it does not in its code", async () => {
  const failures: string[] = [];
  for (const environment of await loadEnvironments()) {
    for (const cell of cellsOf(environment)) failures.push(...(await failuresOf(environment, cell)));
  }
  expect(failures).toEqual([]);
}, 120_000);

test("what the inventory says is enforced elsewhere is where it says", async () => {
  const { INVENTORY } = await import("@tagform/policy");
  const enforcements = Object.values(INVENTORY).flatMap((statements) =>
    statements.flatMap(({ enforced }) => enforced),
  );
  const files = enforcements.flatMap((each) => (each.by === "elsewhere" ? [each.file] : []));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !existsSync(join(__dirname, "../../../..", file)))).toEqual([]);
});
