import { readFileSync } from "node:fs";
import { join } from "node:path";

import { referencePage } from "./reference-page";

test("docs/reference/policy.md is what `tagform policy list --markdown` prints", () => {
  const page = readFileSync(join(__dirname, "../../../docs/reference/policy.md"), "utf8");
  expect(page).toBe(referencePage());
});
