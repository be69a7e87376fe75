import { join } from "node:path";

import { writePlanArchive } from "../fixtures/plan-archive";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { canonicalJson } from "./canonical-json";
import { lockedProviders } from "./lock-file";
import { readPlanFile } from "./plan-file";

async function configOf(files: Record<string, string>): Promise<string> {
  const path = join(temporaryFolder(), "tfplan");
  await writePlanArchive(path, files);
  return (await readPlanFile(path)).config;
}

test("a plan file tells its configuration, whatever else is in it", async () => {
  const configuration = { "tfconfig/m-/cdk.tf": "a", "tfconfig/modules.json": "[]" };
  const config = await configOf(configuration);
  expect(await configOf({ tfstate: "secret", ...configuration })).toBe(config);
  expect(await configOf({ ...configuration, "tfconfig/m-/cdk.tf": "b" })).not.toBe(config);
  expect(await configOf({ ...configuration, "tfconfig/m-more/x.tf": "" })).not.toBe(config);
});

test("two files of one name are not guessed at", async () => {
  const path = join(temporaryFolder(), "tfplan");
  // The archiver takes any name, and so does whoever forges one.
  await writePlanArchive(path, { "tfconfig/m-/cdk.tf": "a" }, { "tfconfig/m-/cdk.tf": "b" });
  await expect(readPlanFile(path)).rejects.toThrow("tfconfig/m-/cdk.tf is in it twice");
});

test("a lock file tells version and checksums of each provider, in any order and layout", () => {
  const text = `# made by terraform
provider "registry.terraform.io/hashicorp/aws" {
  version     = "6.25.0"
  constraints = "6.25.0"
  hashes = [
    "zh:22",
    "h1:+/11=",
  ]
}

provider "registry.opentofu.org/a/b" {
  version = "1.0.0"
}
`;
  expect(lockedProviders(text)).toEqual({
    "registry.terraform.io/hashicorp/aws": { version: "6.25.0", checksums: ["h1:+/11=", "zh:22"] },
    "registry.opentofu.org/a/b": { version: "1.0.0", checksums: [] },
  });
});

test("canonical JSON has one text for one value", () => {
  expect(canonicalJson({ b: [{ d: 1, c: "x" }], a: undefined, Z: null })).toBe(
    '{"Z":null,"b":[{"c":"x","d":1}]}',
  );
});
