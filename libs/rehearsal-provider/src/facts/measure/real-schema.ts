import { type CtyType } from "../../cty/cty-type";
import { type Attribute, type Block, type NestedBlock } from "../../schema/model";

/** A block in the output of `terraform providers schema -json`. */
export interface RealBlock {
  readonly attributes?: Readonly<Record<string, RealAttribute>>;
  readonly block_types?: Readonly<Record<string, RealNestedBlock>>;
}

interface RealAttribute extends Omit<Attribute, "writeOnly"> {
  readonly type: CtyType;
  readonly write_only?: boolean;
}

interface RealNestedBlock {
  readonly nesting_mode: NestedBlock["nesting"];
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: RealBlock;
}

/** The schemas of one provider in the output of `terraform providers schema -json`. */
export interface RealSchemas {
  readonly provider: { readonly block: RealBlock };
  readonly resource_schemas: Readonly<Record<string, { readonly block: RealBlock }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: RealBlock }>>;
}

/** Takes the AWS provider's schemas out of the output of `terraform providers schema -json`. */
export function parseRealSchemas(text: string): RealSchemas {
  const { provider_schemas } = JSON.parse(text) as {
    readonly provider_schemas: Readonly<Record<string, RealSchemas>>;
  };
  const schemas = provider_schemas["registry.terraform.io/hashicorp/aws"];
  if (schemas === undefined)
    throw new Error("the file has no schemas of registry.terraform.io/hashicorp/aws");
  return schemas;
}

/** A real block in the words of this library. */
export function toBlock(real: RealBlock): Block {
  const attributes = Object.entries(real.attributes ?? {}).map(
    ([name, { type, required, optional, computed, sensitive, write_only }]): [string, Attribute] => [
      name,
      {
        type,
        ...(required === true ? { required } : {}),
        ...(optional === true ? { optional } : {}),
        ...(computed === true ? { computed } : {}),
        ...(sensitive === true ? { sensitive } : {}),
        ...(write_only === true ? { writeOnly: true } : {}),
      },
    ],
  );
  const blocks = Object.entries(real.block_types ?? {}).map(([name, nested]): [string, NestedBlock] => [
    name,
    {
      nesting: nested.nesting_mode,
      minItems: nested.min_items ?? 0,
      maxItems: nested.max_items ?? 0,
      block: toBlock(nested.block),
    },
  ]);
  return { attributes: Object.fromEntries(attributes), blocks: Object.fromEntries(blocks) };
}
