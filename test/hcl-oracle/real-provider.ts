import { readFileSync } from "node:fs";
import path from "node:path";

import { offeredTools } from "@tagform/testing";

/** The real provider and its schema, where set-up was offered them. */
export const { terraformConfig: TERRAFORM_CONFIG, awsProviderSchema: PROVIDER_SCHEMA } = offeredTools(
  path.resolve(__dirname, "../.."),
);

/** One body of the provider's own schema. */
export interface RealBlock {
  readonly attributes?: Readonly<Record<string, RealAttribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: RealBlock }>>;
}

export interface RealAttribute {
  readonly type?: unknown;
  readonly nested_type?: unknown;
  readonly optional?: boolean;
  readonly required?: boolean;
}

type RealSchemas = Readonly<Record<string, { readonly block: RealBlock }>>;

export interface RealProviderSchema {
  readonly provider: { readonly block: RealBlock };
  readonly resource_schemas: RealSchemas;
  readonly data_source_schemas: RealSchemas;
  readonly ephemeral_resource_schemas: RealSchemas;
}

/** What the real provider says of itself. */
export function realProviderSchema(file: string): RealProviderSchema {
  const { provider_schemas: schemas } = JSON.parse(readFileSync(file, "utf8")) as {
    provider_schemas: Record<string, RealProviderSchema>;
  };
  const [schema] = Object.values(schemas);
  if (schema === undefined) throw new Error(`${file} holds no provider schema`);
  return schema;
}
