import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const INSTALL = path.resolve(ROOT, "../shared/tools/install");

/** The installer of the real provider and its schema; undefined where this checkout has none beside it. */
export const SHARED_TOOLS = existsSync(INSTALL) ? INSTALL : undefined;

/** Unpacks the tools into the checkout's ignored folder and returns where they are, by name. */
export function installSharedTools(): Record<string, string> {
  const target = path.join(ROOT, ".tagform/cache/shared-tools");
  const output = execFileSync(INSTALL, [target], { encoding: "utf8" });
  return Object.fromEntries(
    output
      .trim()
      .split("\n")
      .map((line) => {
        const [name = "", ...value] = line.split("=");
        return [name, value.join("=")];
      }),
  );
}

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
export function realProviderSchema(): RealProviderSchema {
  const file = installSharedTools()["AWS_PROVIDER_SCHEMA"] ?? "";
  const { provider_schemas: schemas } = JSON.parse(readFileSync(file, "utf8")) as {
    provider_schemas: Record<string, RealProviderSchema>;
  };
  const [schema] = Object.values(schemas);
  if (schema === undefined) throw new Error(`${file} holds no provider schema`);
  return schema;
}
