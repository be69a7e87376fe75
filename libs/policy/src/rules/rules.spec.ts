import { Configuration } from "../document/configuration";
import { PlanDocument } from "../document/plan-document";
import type { Rule, Violation } from "../rule";
import { RULES } from ".";

const passing = (rule: Rule): Violation[] =>
  rule.appliesTo === "plan"
    ? rule.check(new PlanDocument(rule.passes))
    : rule.check(new Configuration(rule.passes));

const failing = (rule: Rule): Violation[] =>
  rule.appliesTo === "plan"
    ? rule.check(new PlanDocument(rule.fails))
    : rule.check(new Configuration(rule.fails));

const named = RULES.map((rule) => [rule.id, rule] as const);

test("ids are unique, and numbered without a gap in every area", () => {
  const areas = byArea(RULES.map(({ id }) => id));
  for (const [area, ids] of areas) {
    expect(ids).toEqual(ids.map((_, index) => `TAGFORM_${area}_${index + 1}`));
  }
});

/** Ids by their area, in their order. */
function byArea(ids: readonly string[]): Map<string, string[]> {
  const areas = new Map<string, string[]>();
  for (const id of ids) {
    const [, area = ""] = /^TAGFORM_([A-Z0-9]+)_\d+$/.exec(id) ?? [];
    areas.set(area, [...(areas.get(area) ?? []), id]);
  }
  return areas;
}

test.each(named)("%s has no finding in its example that passes", (_, rule) => {
  expect(passing(rule)).toEqual([]);
});

test.each(named)("%s finds its example that fails, at an address in it", (_, rule) => {
  const found = failing(rule);
  expect(found).not.toEqual([]);
  for (const { address, message } of found) {
    const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
    expect(JSON.stringify(rule.fails)).toContain(type === "terraform" ? "" : `"${type}"`);
    expect(name === "" || JSON.stringify(rule.fails).includes(`"${name}"`)).toBe(true);
    expect(message).toMatch(/^\S.*[^.]$/s);
  }
});

test.each(named)("%s finds nothing where nothing is", (_, rule) => {
  const isAboutCell = /^TAGFORM_(CELL_[126]|TAG_1)$/.test(rule.id);
  const found =
    rule.appliesTo === "plan" ? rule.check(new PlanDocument({})) : rule.check(new Configuration({}));
  expect(found.length > 0).toBe(isAboutCell);
});

test.each(named)("%s is explained in sentences, and links to a page", (_, { title, why, fix, link }) => {
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  for (const text of [why, fix]) expect(text).toMatch(/^[A-Z].*\.$/s);
  expect(new URL(link).protocol).toBe("https:");
});
