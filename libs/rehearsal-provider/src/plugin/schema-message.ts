import { type Block, type NestedBlock } from "../schema/model";
import { type ServedSchema } from "./served-schema";

const NESTING = { single: 1, list: 2, set: 3 } as const;
const NO_NESTED_DYNAMIC = "dynamic";

/** What the provider can do beyond the first version of protocol 5. */
export const CAPABILITIES = { getProviderSchemaOptional: true, moveResourceState: true } as const;

/** The answer to GetSchema. */
export function schemaMessage(schema: ServedSchema): object {
  return {
    provider: blockSchema(schema.provider),
    resourceSchemas: mapValues(schema.resources, blockSchema),
    dataSourceSchemas: mapValues(schema.dataSources, blockSchema),
    serverCapabilities: CAPABILITIES,
  };
}

function blockSchema(block: Block): object {
  return { version: 0, block: blockMessage(block, false) };
}

function blockMessage(block: Block, insideSet: boolean): object {
  const attributes = Object.entries(block.attributes)
    // Terraform refuses the whole schema when a set of blocks holds an attribute of dynamic type.
    .filter(([, { type }]) => !(insideSet && type === NO_NESTED_DYNAMIC))
    .map(([name, attribute]) => ({ ...attribute, name, type: Buffer.from(JSON.stringify(attribute.type)) }));
  const blockTypes = Object.entries(block.blocks).map(([name, nested]) =>
    nestedMessage(name, nested, insideSet),
  );
  return { attributes, blockTypes };
}

function nestedMessage(name: string, nested: NestedBlock, insideSet: boolean): object {
  return {
    typeName: name,
    nesting: NESTING[nested.nesting],
    minItems: nested.minItems,
    maxItems: nested.maxItems,
    block: blockMessage(nested.block, insideSet || nested.nesting === "set"),
  };
}

function mapValues<From, To>(
  from: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value)]));
}
