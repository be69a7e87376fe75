import { type CtyType } from "../cty/cty-type";

/** One attribute of a block, as the provider announces it to Terraform. */
export interface Attribute {
  readonly type: CtyType;
  readonly required?: boolean;
  readonly optional?: boolean;
  /** The provider may set it: alone a result, together with `optional` a default chosen by AWS. */
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  /** Never stored: null in every plan and state. */
  readonly writeOnly?: boolean;
}

export interface NestedBlock {
  readonly nesting: "list" | "set" | "single";
  /** Least number of blocks; 0 is no limit. */
  readonly minItems: number;
  /** Greatest number of blocks; 0 is no limit. */
  readonly maxItems: number;
  readonly block: Block;
}

export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

/** The schemas of a provider, restricted to the types that are in use. */
export interface ProviderSchema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

/** The object type of a block's values: what its states and configurations are encoded as. */
export function blockType(block: Block): CtyType {
  return ["object", blockAttributes(block)];
}

function blockAttributes(block: Block): Record<string, CtyType> {
  const attributes: Record<string, CtyType> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) attributes[name] = attribute.type;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const type = blockType(nested.block);
    attributes[name] = nested.nesting === "single" ? type : [nested.nesting, type];
  }
  return attributes;
}
