import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { CONTROL_CATALOG } from "./control-catalog";

const controls = [...CONTROL_CATALOG];

test.each(controls)("%s says what it stops and where AWS describes it", (_id, { stops, link }) => {
  expect(stops).toMatch(/^[A-Za-z].*[^.]$/);
  expect(link).toMatch(
    /^https:\/\/docs\.aws\.amazon\.com\/controltower\/latest\/controlreference\/[a-z0-9-]+\.html$/,
  );
});

test("no two controls have the same global identifier", () => {
  const ids = controls.map(([, { globalId }]) => globalId).filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9]{20,30}$/.test(id))).toEqual([]);
});

test("kind and what AWS makes of a control agree", () => {
  const kinds = {
    SCP: "preventive",
    RCP: "preventive",
    "declarative policy": "preventive",
    "Config rule": "detective",
    "CloudFormation hook": "proactive",
  };
  expect(controls.filter(([, { by, kind }]) => kinds[by] !== kind)).toEqual([]);
});

test("the mandatory ones and the landing zone's Region deny are those that the API cannot change", () => {
  const unchangeable = controls.filter(([, control]) => control.unchangeable !== undefined).map(([id]) => id);
  const mandatory = controls.filter(([, { guidance }]) => guidance === "mandatory").map(([id]) => id);
  expect(unchangeable).toEqual([...mandatory, "AWS-GR_REGION_DENY"]);
  expect(mandatory).toHaveLength(23);
});

test("what comes before a control is a control", () => {
  const named = controls.flatMap(([, { after = [] }]) => after);
  expect(named.filter((id) => !CONTROL_CATALOG.has(id))).toEqual([]);
});

test("the reference page lists every control with what it does, and no other", () => {
  const page = resolve(__dirname, "../../../../docs/reference/landing-zone-guardrails.md");
  const rows = readFileSync(page, "utf8")
    .split("\n")
    .filter((line) => /^\| \[`(?:AWS-GR_|CT\.)/.test(line));
  const missing = controls.filter(
    ([id, { stops, link, guidance }]) =>
      !rows.some((row) => [`[\`${id}\`](${link})`, stops, guidance].every((part) => row.includes(part))),
  );
  expect(missing.map(([id]) => id)).toEqual([]);
  expect(rows).toHaveLength(controls.length);
});
