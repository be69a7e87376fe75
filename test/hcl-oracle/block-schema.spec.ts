import { type BlockSchema, blockSchema, type SchemaKind } from "@tagform/hcl";

import {
  PROVIDER_SCHEMA,
  type RealAttribute,
  type RealBlock,
  type RealProviderSchema,
  realProviderSchema,
} from "./real-provider";
import { describeWith } from "./terraform";

jest.setTimeout(60_000);

/** The generator of the bindings skipped these; the converter tells blocks by their values there, and warns. */
const KNOWN_DIFFERENCES = [
  "resource.aws_wafv2_rule_group.rule.statement is a block, recovered as unknown",
  "resource.aws_wafv2_web_acl.rule.statement is a block, recovered as unknown",
];

describeWith(PROVIDER_SCHEMA, "the provider's real schema is not offered here")(
  "the recovered schema",
  () => {
    const real = PROVIDER_SCHEMA === undefined ? undefined : realProviderSchema(PROVIDER_SCHEMA);

    test("knows every resource and data source that the provider has", () => {
      const unknown = bodiesOf(real).filter(({ kind, type }) => blockSchema(kind, type) === undefined);
      expect(unknown).toEqual([]);
    });

    test("says block where the provider does, resource by resource", () => {
      const bodies = bodiesOf(real);
      const differences = bodies.flatMap(({ kind, type, block }) => {
        const recovered = blockSchema(kind, type);
        return recovered === undefined ? [] : compare(`${kind}.${type}`, recovered, block);
      });
      expect(bodies.length).toBeGreaterThan(1100);
      expect(differences).toEqual(KNOWN_DIFFERENCES);
    });
  },
);

interface Body {
  readonly kind: SchemaKind;
  readonly type: string;
  readonly block: RealBlock;
}

function bodiesOf(real: RealProviderSchema | undefined): Body[] {
  if (real === undefined) return [];
  const typed = (kind: SchemaKind, schemas: RealProviderSchema["resource_schemas"]) =>
    Object.entries(schemas).map(([type, { block }]) => ({ kind, type, block }));
  return [
    { kind: "provider", type: "aws", block: real.provider.block },
    ...typed("resource", real.resource_schemas),
    ...typed("data", real.data_source_schemas),
    ...typed("ephemeral", real.ephemeral_resource_schemas),
  ];
}

function compare(path: string, recovered: BlockSchema, real: RealBlock): string[] {
  const { attributes = {}, block_types: blocks = {} } = real;
  const wrongBlocks = Object.entries(blocks).flatMap(([name, { block }]) => {
    const inner = recovered.blocks.get(name);
    if (inner !== undefined) return compare(`${path}.${name}`, inner, block);
    const as = recovered.attributes.has(name) ? "an attribute" : "unknown";
    return [`${path}.${name} is a block, recovered as ${as}`];
  });
  const wrongAttributes = Object.entries(attributes).flatMap(([name, attribute]) => {
    if (recovered.blocks.has(name)) return [`${path}.${name} is an attribute, recovered as a block`];
    const isMissing = takesObjects(attribute) && !recovered.attributes.has(name);
    return isMissing ? [`${path}.${name} takes objects, recovered as a scalar`] : [];
  });
  const invented = [...recovered.blocks.keys(), ...recovered.attributes]
    .filter((name) => !(name in blocks) && !(name in attributes))
    .map((name) => `${path}.${name} does not exist`);
  return [...wrongBlocks, ...wrongAttributes, ...invented];
}

/** Whether somebody may write objects there; what is only computed is never written. */
function takesObjects({ type, nested_type: nested, optional, required }: RealAttribute): boolean {
  const holdsObjects = nested !== undefined || /"(?:object|map|dynamic)"/.test(JSON.stringify(type));
  return holdsObjects && (optional === true || required === true);
}
