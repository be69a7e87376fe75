import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { offeredTools } from "@tagform/testing";

import { parseRealSchemas, type RealBlock, type RealSchemas } from "../facts/measure/real-schema";
import { typesOfBindings } from "../testing/all-types";
import { TAGFORM_TYPES } from "../testing/tagform-types";
import { readSchemas } from "./bindings-folder";
import { type Block } from "./model";

const WORKSPACE = resolve(__dirname, "../../../..");
const { awsProviderSchema: ORACLE } = offeredTools(WORKSPACE);

interface Differences {
  nodes: number;
  /** Name, kind, type, required and optional: what decides whether a configuration is accepted. */
  readonly shape: string[];
  readonly computed: string[];
  readonly items: string[];
}

test("arguments, results and blocks of a load balancer are told apart", async () => {
  const { resources } = await readSchemas(WORKSPACE, { resources: ["aws_lb"], dataSources: [] });
  const lb = resources["aws_lb"]!;
  expect(lb.attributes["subnets"]).toEqual({ type: ["set", "string"], optional: true, computed: true });
  expect(lb.attributes["dns_name"]).toEqual({ type: "string", computed: true });
  expect(lb.blocks["access_logs"]).toMatchObject({ nesting: "list", minItems: 0, maxItems: 1 });
  expect(lb.blocks["access_logs"]!.block.attributes["bucket"]).toEqual({ type: "string", required: true });
  expect(lb.blocks["subnet_mapping"]).toMatchObject({ nesting: "set", maxItems: 0 });
  expect(lb.blocks["timeouts"]).toMatchObject({ nesting: "single" });
});

test("an optional argument that the bindings call by another name is optional", async () => {
  const { resources } = await readSchemas(WORKSPACE, { resources: ["aws_cloudtrail"], dataSources: [] });
  const selector = resources["aws_cloudtrail"]!.blocks["advanced_event_selector"]!.block;
  expect(selector.blocks["field_selector"]!.block.attributes["equals"]).toEqual({
    type: ["list", "string"],
    optional: true,
  });
});

test("a type that the provider does not have is named", async () => {
  await expect(readSchemas(WORKSPACE, { resources: ["aws_vcp"], dataSources: ["aws_zone"] })).rejects.toThrow(
    "the AWS provider has no resource aws_vcp, data source aws_zone",
  );
});

test("every resource and data source of the bindings can be recovered", async () => {
  const types = await typesOfBindings(WORKSPACE);
  const schema = await readSchemas(WORKSPACE, types);
  expect(Object.keys(schema.resources)).toHaveLength(types.resources.length);
  expect(types.resources.length).toBeGreaterThan(1500);
  expect(types.dataSources.length).toBeGreaterThan(600);
}, 60_000);

const describeOracle = ORACLE !== undefined ? describe : describe.skip;
describeOracle("compared with the real schema of AWS provider 6.25.0", () => {
  const real = (): RealSchemas => parseRealSchemas(readFileSync(ORACLE ?? "", "utf8"));

  test("the types that Tagform uses have the same shape", async () => {
    const schemas = real();
    const differences = noDifferences();
    const recovered = await readSchemas(WORKSPACE, TAGFORM_TYPES);
    for (const [type, block] of Object.entries(recovered.resources)) {
      compare(block, schemas.resource_schemas[type]!.block, type, differences);
    }
    expect(differences.nodes).toBeGreaterThan(1000);
    expect(differences.shape).toEqual([]);
    // A block that may be repeated up to n times is in the bindings one that may be repeated.
    expect(differences.items.filter((item) => !item.includes("at most"))).toEqual([]);
    // Arguments with a default are announced as computed, so that the default may be planned.
    expect(differences.computed.filter((path) => !path.startsWith("+"))).toEqual([]);
  });

  test("of all types that can be compared, almost none differ", async () => {
    const schemas = real();
    const differences = noDifferences();
    const types = await typesOfBindings(WORKSPACE);
    const recovered = await readSchemas(WORKSPACE, types);
    for (const [mine, theirs] of [
      [recovered.resources, schemas.resource_schemas],
      [recovered.dataSources, schemas.data_source_schemas],
    ] as const) {
      for (const [type, block] of Object.entries(mine)) {
        const known = theirs[type];
        if (known !== undefined) compare(block, known.block, type, differences);
      }
    }
    expect(differences.nodes).toBeGreaterThan(18_000);
    expect(differences.shape.length).toBeLessThanOrEqual(12);
    expect(differences.items.filter((item) => !item.includes("at most")).length).toBeLessThanOrEqual(5);
  }, 60_000);
});

function noDifferences(): Differences {
  return { nodes: 0, shape: [], computed: [], items: [] };
}

function compare(mine: Block, theirs: RealBlock, path: string, found: Differences): void {
  for (const [name, attribute] of Object.entries(theirs.attributes ?? {})) {
    found.nodes += 1;
    const own = mine.attributes[name];
    const at = `${path}.${name}`;
    if (own === undefined) {
      found.shape.push(`${at} is missing`);
      continue;
    }
    if (sorted(own.type) !== sorted(attribute.type)) found.shape.push(`${at} has type ${sorted(own.type)}`);
    if ((own.required ?? false) !== (attribute.required ?? false)) found.shape.push(`${at} required`);
    if ((own.optional ?? false) !== (attribute.optional ?? false)) found.shape.push(`${at} optional`);
    if ((own.computed ?? false) !== (attribute.computed ?? false)) {
      found.computed.push(`${own.computed === true ? "+" : "-"} ${at}`);
    }
  }
  for (const [name, nested] of Object.entries(theirs.block_types ?? {})) {
    found.nodes += 1;
    const own = mine.blocks[name];
    const at = `${path}.${name}`;
    if (own === undefined) {
      found.shape.push(`${at} is missing`);
      continue;
    }
    if (own.nesting !== nested.nesting_mode) found.shape.push(`${at} is a ${own.nesting}`);
    if (own.minItems !== (nested.min_items ?? 0)) found.items.push(`${at} at least ${nested.min_items ?? 0}`);
    if (own.maxItems !== (nested.max_items ?? 0)) found.items.push(`${at} at most ${nested.max_items ?? 0}`);
    compare(own.block, nested.block, at, found);
  }
  const known = new Set([...Object.keys(theirs.attributes ?? {}), ...Object.keys(theirs.block_types ?? {})]);
  for (const name of [...Object.keys(mine.attributes), ...Object.keys(mine.blocks)]) {
    if (!known.has(name)) found.shape.push(`${path}.${name} is too much`);
  }
}

function sorted(type: unknown): string {
  return JSON.stringify(type, (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}
