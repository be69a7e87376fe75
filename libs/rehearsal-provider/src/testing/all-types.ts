import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { type ProviderTypes } from "../types-in-use";

/** For specs: every type that the bindings in `<workspaceRoot>/node_modules` know. */
export async function typesOfBindings(workspaceRoot: string): Promise<ProviderTypes> {
  const library = join(workspaceRoot, "node_modules", "@cdktf", "provider-aws", "lib");
  const resources: string[] = [];
  const dataSources: string[] = [];
  for (const folder of await readdir(library, { withFileTypes: true })) {
    if (!folder.isDirectory() || folder.name === "provider") continue;
    const text = await readFile(join(library, folder.name, "index.js"), "utf8");
    const type = /terraformResourceType: '(\w+)'/.exec(text)?.[1];
    if (type !== undefined) (folder.name.startsWith("data-aws-") ? dataSources : resources).push(type);
  }
  return { resources, dataSources };
}
