import { readFileSync } from "node:fs";
import path from "node:path";

test("no script of package.json is a target of Nx: `npm test` would start itself", () => {
  const file = path.resolve(__dirname, "../../package.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ nx: { includedScripts: [] } });
});
