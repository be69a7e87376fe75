import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { isGlobalType } from "./global-types";

const BINDINGS = join(__dirname, "../../../../../node_modules/@cdktf/provider-aws/lib");

/** Types of resources in the provider's bindings, and whether each takes a Region. */
function typesOfBindings(): { readonly type: string; readonly takesRegion: boolean }[] {
  return readdirSync(BINDINGS).flatMap((folder) => {
    const file = join(BINDINGS, folder, "index.d.ts");
    if (folder.startsWith("data-") || !existsSync(file)) return [];
    const text = readFileSync(file, "utf8");
    const type = /tfResourceType = "(\w+)"/.exec(text)?.[1];
    const config = /Config extends cdktf\.TerraformMetaArguments \{(.*?)\n\}/s.exec(text)?.[1];
    if (type === undefined || config === undefined || folder === "provider") return [];
    return [{ type, takesRegion: /readonly region\?: string/.test(config) }];
  });
}

test("a type is global exactly if the provider gives it no argument for its Region", () => {
  const types = typesOfBindings();
  expect(types.length).toBeGreaterThan(1000);
  const mistaken = types.filter(({ type, takesRegion }) => isGlobalType(type) === takesRegion);
  expect(mistaken).toEqual([]);
});
