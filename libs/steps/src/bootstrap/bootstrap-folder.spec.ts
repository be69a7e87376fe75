import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { REAL_AWS } from "../cloud";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { bootstrapFolder, prepareBootstrap, unprotect, writeImports } from "./bootstrap-folder";

const CALLER = "bootstrap_caller_override.tf";

async function prepared(more: { backend: "local" | "own"; entranceArn?: string }) {
  const configuration = temporaryFolder();
  writeFileSync(join(configuration, "cdk.tf"), "# verified\n");
  const folder = bootstrapFolder(temporaryFolder());
  writeFileSync(folder.localState, "{}");
  await prepareBootstrap(folder, { configuration, cloud: REAL_AWS, ...more });
  const read = (name: string): string => readFileSync(join(folder.work, name), "utf8");
  return { folder, read };
}

test("beside the verified bytes, the provider is told to assume nothing, and the state to stay here", async () => {
  const { folder, read } = await prepared({ backend: "local" });
  expect(read("cdk.tf")).toBe("# verified\n");
  expect(read(CALLER)).toContain("for_each = []");
  expect(read("bootstrap_backend_override.tf")).toContain(`path = "${folder.localState}"`);
  expect(existsSync(folder.localState)).toBe(true);
});

test("with the cell's own backend nothing overrides it", async () => {
  const { folder } = await prepared({ backend: "own" });
  expect(readdirSync(folder.work).sort()).toEqual([CALLER, "cdk.tf"]);
});

test("an entrance is the one role that is assumed", async () => {
  const entranceArn = "arn:aws:iam::111111111111:role/Entrance";
  const { read } = await prepared({ backend: "own", entranceArn });
  expect(read(CALLER)).toContain(`for_each = ["${entranceArn}"]`);
});

test("imports, and the look without protection, come and go", async () => {
  const { folder, read } = await prepared({ backend: "own" });
  const found = [{ address: "aws_s3_bucket.states", id: "tagform-tooling@us-east-1" }];
  await writeImports(folder, found);
  await unprotect(folder, found);
  expect(read("bootstrap_imports.tf")).toBe(
    'import {\n  to = aws_s3_bucket.states\n  id = "tagform-tooling@us-east-1"\n}\n',
  );
  expect(read("bootstrap_unprotected_override.tf")).toContain('resource "aws_s3_bucket" "states"');
  await writeImports(folder, []);
  await unprotect(folder, []);
  expect(readdirSync(folder.work).sort()).toEqual([CALLER, "cdk.tf"]);
});
