import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { UserError } from "@tagform/outcome";

import { completeSchema, factsOf } from "../facts/type-facts";
import { type ServedSchema } from "../plugin/served-schema";
import { type ProviderTypes } from "../types-in-use";
import { type Block } from "./model";
import { recoverSchema } from "./recover";

const TERRAFORM_TYPE = /terraformResourceType: '(\w+)'/;

/**
 * Recovers the schemas of exactly the types given, from the compiled bindings in `<workspaceRoot>/node_modules`.
 *
 * @throws UserError naming the types that the bindings do not have.
 */
export async function readSchemas(workspaceRoot: string, types: ProviderTypes): Promise<ServedSchema> {
  const library = join(workspaceRoot, "node_modules", "@cdktf", "provider-aws", "lib");
  const folders = await folderIndex(library);
  const missing: string[] = [];
  const read = async (type: string, prefix: string): Promise<[string, Block][]> => {
    const text = await readBinding(library, folders, type, prefix);
    if (text === undefined) missing.push(`${prefix === "" ? "resource" : "data source"} ${type}`);
    return text === undefined ? [] : [[type, recoverSchema(text)]];
  };
  const resources = (await Promise.all(types.resources.map((type) => read(type, "")))).flat();
  const dataSources = (await Promise.all(types.dataSources.map((type) => read(type, "data-aws-")))).flat();
  if (missing.length > 0) {
    throw new UserError(
      `the AWS provider has no ${missing.join(", ")}: correct the name, or update the bindings`,
    );
  }
  return {
    provider: recoverSchema(await readFile(join(library, "provider", "index.js"), "utf8")),
    resources: Object.fromEntries(
      resources.map(([type, block]) => [type, completeSchema(block, factsOf(type))]),
    ),
    dataSources: Object.fromEntries(dataSources),
    facts: Object.fromEntries(types.resources.map((type) => [type, factsOf(type)])),
  };
}

/** Folders by their name without dashes: `s3-bucket` and `alb` are found as `s3bucket` and `alb`. */
async function folderIndex(library: string): Promise<Map<string, string>> {
  try {
    const folders = await readdir(library);
    return new Map(folders.map((folder) => [folder.replaceAll("-", ""), folder]));
  } catch (cause) {
    throw new UserError(`the AWS bindings are not installed in ${library}: run npm ci (${String(cause)})`);
  }
}

/** The names of folders differ a little from those of types (`aws_s3tables_table`), so the content decides. */
async function readBinding(
  library: string,
  folders: ReadonlyMap<string, string>,
  type: string,
  prefix: string,
): Promise<string | undefined> {
  const key = `${prefix}${type.replace(/^aws_/, "")}`.replaceAll(/[-_]/g, "");
  for (const folder of [folders.get(key), folders.get(`${key}a`)]) {
    if (folder === undefined) continue;
    const text = await readFile(join(library, folder, "index.js"), "utf8");
    if (TERRAFORM_TYPE.exec(text)?.[1] === type) return text;
  }
  return undefined;
}
