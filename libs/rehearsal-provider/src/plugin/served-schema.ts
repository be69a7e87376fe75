import { type TypeFacts } from "../facts/type-facts";
import { type Block, type ProviderSchema } from "../schema/model";

/** What lies in the mirror for the plugin to serve: the types in use and nothing else. */
export interface ServedSchema extends ProviderSchema {
  readonly facts: Readonly<Record<string, TypeFacts>>;
}

/** One resource type as the plugin works with it. */
export interface ResourceType {
  readonly name: string;
  readonly block: Block;
  readonly facts: TypeFacts;
}
