import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { RULES } from "../rules";
import { INVENTORY } from ".";
import { type Enforcement, SOURCES } from "./statement";

const WORKSPACE = join(__dirname, "../../../..");
const CHECKOV = join(WORKSPACE, ".tagform/venv/bin/checkov");
const statements = Object.values(INVENTORY).flat();
const enforcements = statements.flatMap(({ enforced }) => enforced);
const idsBy = (by: Enforcement["by"]): string[] => [
  ...new Set(enforcements.flatMap((each) => (each.by === by && "ids" in each ? each.ids : []))),
];

test("every source has as many statements as the catalogs count", () => {
  expect(Object.keys(INVENTORY)).toEqual(Object.keys(SOURCES));
  expect(INVENTORY["001-A32"]).toHaveLength(43);
  expect(INVENTORY["001-A36"]).toHaveLength(8);
  expect(INVENTORY["001-A37"]).toHaveLength(9);
  expect(INVENTORY["004-R"].map(({ id }) => id)).toEqual(
    Array.from({ length: 35 }, (_, index) => `004-R${index + 1}`),
  );
  const rows = new Set(INVENTORY["003-A"].map(({ id }) => /^003-A(\d+)/.exec(id)?.[1]));
  expect([...rows]).toEqual(Array.from({ length: 27 }, (_, index) => String(index + 1)));
});

test("every statement has an id of its own, and something that enforces it or says why nothing does", () => {
  const ids = statements.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(statements.filter(({ enforced }) => enforced.length === 0)).toEqual([]);
});

test("every rule of our own is asked for by a statement, and every rule that a statement names is there", () => {
  expect(idsBy("rule").sort()).toEqual(RULES.map(({ id }) => id).sort());
});

const ENVIRONMENT = { PATH: process.env["PATH"] ?? "", PYTHONUTF8: "1", LOG_LEVEL: "ERROR" };
const withCheckov = existsSync(CHECKOV) ? test : test.skip;

withCheckov("checkov has every rule that a statement is mapped to, and finds what its fixture breaks", () => {
  const words = ["--framework", "terraform", "--output", "json", "--compact", "--skip-download"];
  const { stdout } = spawnSync(CHECKOV, ["--directory", join(__dirname, "fixtures/checkov"), ...words], {
    encoding: "utf8",
    env: ENVIRONMENT,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { results } = JSON.parse(stdout) as { results: { failed_checks: { check_id: string }[] } };
  const found = new Set(results.failed_checks.map(({ check_id: id }) => id));
  expect(idsBy("checkov").filter((id) => !found.has(id))).toEqual([]);
});
