import { type Attribute, type Block, type NestedBlock } from "../schema/model";
import generated from "./type-facts.generated.json";

/** What a resource type does that its binding does not tell; paths are `attribute` or `block.attribute`. */
export interface TypeFacts {
  /** Optional arguments for which AWS chooses a value when none is given. */
  readonly computed?: readonly string[];
  /** Arguments whose change replaces the resource. */
  readonly replace?: readonly string[];
  /** Values that the provider gives to arguments that are left out. */
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
  /** Results that get a new value with every update of something else than tags. */
  readonly renewed?: readonly string[];
  /** Results that get a new value with an update of nothing but tags. */
  readonly renewedByTags?: readonly string[];
  readonly sensitive?: readonly string[];
}

const FACTS: Readonly<Record<string, TypeFacts>> = generated;
/** True of every resource that has them. */
const ALWAYS_COMPUTED: ReadonlySet<string> = new Set(["id", "region", "tags_all"]);
const SENSITIVE = /password$|secret_string|private_key|secret_access_key/;

/** The facts of a resource type; a type that nobody looked at has none. */
export function factsOf(type: string): TypeFacts {
  return FACTS[type] ?? {};
}

/** The schema of a resource type as the plugin announces it: what the binding tells, completed by the facts. */
export function completeSchema(block: Block, facts: TypeFacts): Block {
  const defaults = Object.keys(facts.defaults ?? {});
  const computed = new Set([...(facts.computed ?? []), ...defaults]);
  return completeBlock(block, (path) => ALWAYS_COMPUTED.has(path) || computed.has(path), facts, "");
}

function completeBlock(
  block: Block,
  isComputed: (path: string) => boolean,
  facts: TypeFacts,
  prefix: string,
): Block {
  const attributes: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const path = `${prefix}${name}`;
    const writeOnly = name.endsWith("_wo");
    attributes[name] = {
      ...attribute,
      ...(attribute.optional === true && !writeOnly && isComputed(path) ? { computed: true } : {}),
      ...(facts.sensitive?.includes(path) === true || SENSITIVE.test(name) ? { sensitive: true } : {}),
      ...(writeOnly ? { writeOnly } : {}),
    };
  }
  const blocks: Record<string, NestedBlock> = {};
  for (const [name, nested] of Object.entries(block.blocks)) {
    blocks[name] = { ...nested, block: completeBlock(nested.block, isComputed, facts, `${prefix}${name}.`) };
  }
  return { attributes, blocks };
}
