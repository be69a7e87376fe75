import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseCell } from "@tagform/deployment";
import type { JsonObject, TerraformJson } from "@tagform/hcl";
import type { ConfigurationRule, PolicyFinding } from "@tagform/policy";

import { loadEnvironment } from "../environments";
import { DELIVERY_MUTATIONS } from "./delivery-mutations";
import { EXPLAINED } from "./explained";
import { adding, type Mutation, set } from "./mutation";
import { WEB_MUTATIONS } from "./web-mutations";

const folder = mkdtempSync(join(tmpdir(), "tagform-mutations-"));
afterAll(() => rmSync(folder, { recursive: true }));

const documents = new Map<string, TerraformJson>();

/** What a sample cell synthesizes; each is made once. */
async function documentOf(name: string): Promise<TerraformJson> {
  const known = documents.get(name);
  if (known !== undefined) return known;
  const { synthesizeCell } = await import("@tagform/stack");
  const cell = parseCell(name);
  const environment = await loadEnvironment(cell.environment);
  const { document } = await synthesizeCell({ environment, cell, outdir: folder, format: "hcl" });
  documents.set(name, document);
  return document;
}

const WEB = "prod_us-east-1/research";
const OTHERS: Readonly<Record<string, readonly [cell: string, mutation: Mutation]>> = {
  // Only dev has interface endpoints, only a global cell can hold what is Regional by mistake.
  TAGFORM_NET_10: [
    "dev_us-east-1/research",
    set("aws_vpc_endpoint.website_network_interface_endpoints_ssm", ["private_dns_enabled"], false),
  ],
  TAGFORM_CELL_4: ["prod_global/research", set("aws_sns_topic.alarms", [], { name: "alarms" })],
};

/** The cell that a rule is broken in, and how: kinds that are still to come are added as the rule's own example. */
function mutationOf(rule: ConfigurationRule): readonly [cell: string, mutation: Mutation] {
  const delivery = DELIVERY_MUTATIONS[rule.id];
  if (delivery !== undefined) return ["tooling_us-east-1/delivery-prod", delivery];
  return OTHERS[rule.id] ?? [WEB, WEB_MUTATIONS[rule.id] ?? adding(rule.fails)];
}

/** Rules that are broken in one and not in the other, by what is found where. */
function newlyBroken(before: readonly PolicyFinding[], after: readonly PolicyFinding[]): string[] {
  const keyOf = ({ rule, address }: PolicyFinding): string => `${rule.id} ${address}`;
  const known = new Set(before.map(keyOf));
  return [...new Set(after.filter((finding) => !known.has(keyOf(finding))).map(({ rule }) => rule.id))];
}

const othersOf = (id: string): readonly string[] => EXPLAINED[id]?.others ?? [];

/** Rules of configurations; policy is loaded as commands load it. */
async function configurationRules(): Promise<ConfigurationRule[]> {
  const { RULES } = await import("@tagform/policy");
  return RULES.filter((rule) => rule.appliesTo === "configuration");
}

test("breaking a rule in a sample cell is found by it, and by others only for a reason", async () => {
  const { evaluateConfiguration } = await import("@tagform/policy");
  const [found, expected]: [Record<string, string[]>, Record<string, string[]>] = [{}, {}];
  for (const rule of await configurationRules()) {
    const { id } = rule;
    const [cell, mutate] = mutationOf(rule);
    const document = await documentOf(cell);
    const broken = newlyBroken(evaluateConfiguration(document), evaluateConfiguration(mutate(document)));
    found[id] = broken.sort();
    expected[id] = [id, ...othersOf(id)].sort();
  }
  expect(found).toEqual(expected);
  expect(Object.keys(found).length).toBeGreaterThan(70);
});

test("what mutations are written for exists, and half of the rules or more are broken in what a cell really makes", async () => {
  const written = [...Object.keys(WEB_MUTATIONS), ...Object.keys(DELIVERY_MUTATIONS), ...Object.keys(OTHERS)];
  const ids = (await configurationRules()).map(({ id }) => id);
  expect(written.filter((id) => !ids.includes(id))).toEqual([]);
  expect(written.length).toBeGreaterThan(ids.length / 2);
  expect(Object.keys(EXPLAINED).filter((id) => !ids.includes(id))).toEqual([]);
});

/** A plan that makes a cell, as far as rules look at it: the provider adds its Region and its tags. */
function planOf(document: TerraformJson): JsonObject {
  const [provider] = (document["provider"] as Record<string, JsonObject[]>)["aws"] ?? [];
  const [{ tags = {} } = {}] = (provider?.["default_tags"] ?? []) as JsonObject[];
  const resources = Object.entries(document["resource"] as Record<string, Record<string, JsonObject>>);
  const changes = resources.flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => {
      const after = { ...body, region: provider?.["region"] ?? "", tags_all: tags };
      return { address: `${type}.${name}`, mode: "managed", type, change: { actions: ["create"], after } };
    }),
  );
  return { resource_changes: changes };
}

test.each([
  ["TAGFORM_TAG_3", { tags_all: { environment: "prod", scope: "us-east-1", team: "research" } }],
  ["TAGFORM_CELL_7", { region: "eu-central-1" }],
])("breaking %s in the plan of a sample cell is found by it alone", async (id, change) => {
  const { evaluatePlan } = await import("@tagform/policy");
  const plan = planOf(await documentOf(WEB));
  expect(evaluatePlan(plan)).toEqual([]);
  const [first, ...rest] = plan["resource_changes"] as { change: { after: JsonObject } }[];
  const after = { ...first?.change.after, ...change };
  const broken = { resource_changes: [{ ...first, change: { ...first?.change, after } }, ...rest] };
  expect(evaluatePlan(broken as unknown as JsonObject).map(({ rule }) => rule.id)).toEqual([id]);
});
