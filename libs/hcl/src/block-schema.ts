import aws from "./aws-block-schema.generated.json";
import { COMMON_PROVIDERS, EPHEMERAL } from "./common-providers";

/** Which keys of a body are blocks, as a provider's schema says. Scalar attributes are not listed. */
export interface BlockSchema {
  readonly blocks: ReadonlyMap<string, BlockSchema>;
  /** Attributes that take objects, so that an object does not look like a block. */
  readonly attributes: ReadonlySet<string>;
}

export type SchemaKind = "provider" | "resource" | "data" | "ephemeral";

/** The bindings that the schema was recovered from, as `<package>@<version>`. */
export const SCHEMA_BINDING: string = aws.binding;
/** The version of the AWS provider that the schema describes. */
export const SCHEMA_PROVIDER_VERSION: string = aws.providerVersion;

type SchemaTexts = Readonly<Record<string, string>>;

const TEXTS: Readonly<Record<SchemaKind, readonly SchemaTexts[]>> = {
  provider: [{ aws: aws.provider }, COMMON_PROVIDERS.provider],
  resource: [aws.resource, COMMON_PROVIDERS.resource],
  data: [aws.data, COMMON_PROVIDERS.data],
  ephemeral: [EPHEMERAL],
};

const parsed = new Map<string, BlockSchema>();

/** The schema of `type` (of a provider: its local name), or undefined when it is not known. */
export function blockSchema(kind: SchemaKind, type: string): BlockSchema | undefined {
  const key = `${kind}.${type}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const text = TEXTS[kind].find((texts) => Object.hasOwn(texts, type))?.[type];
  if (text === undefined) return undefined;
  const schema = parseBlockSchema(text);
  parsed.set(key, schema);
  return schema;
}

/** The types that have a schema recovered from the AWS bindings. */
export function awsTypes(kind: "resource" | "data"): string[] {
  return Object.keys(aws[kind]);
}

interface Draft {
  readonly blocks: Map<string, Draft>;
  readonly attributes: Set<string>;
}

const newDraft = (): Draft => ({ blocks: new Map(), attributes: new Set() });

/**
 * Reads the notation of aws-block-schema.generated.json: `a{b c=} d e?` has the blocks a (with the block b and
 * the attribute c, which takes objects) and d. What nobody knows (e) is left out, as any other unknown key.
 */
export function parseBlockSchema(text: string): BlockSchema {
  const root = newDraft();
  const open = [root];
  for (const [, name = "", suffix, close] of text.matchAll(/([\w-]+)([={?]?)|(\})/g)) {
    const body = open.at(-1) ?? root;
    if (close !== undefined) open.pop();
    else if (suffix === "=") body.attributes.add(name);
    else if (suffix !== "?") {
      const block = newDraft();
      body.blocks.set(name, block);
      if (suffix === "{") open.push(block);
    }
  }
  return root;
}
