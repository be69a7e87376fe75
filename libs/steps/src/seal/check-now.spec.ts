import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { testContext } from "../fixtures/context";
import { localBackend, NO_CLOUD } from "../fixtures/delivery";
import { STATEMENT } from "../fixtures/sealed-plan";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { runDirectory } from "../run-directory";
import { initialize, runTerraform } from "../run-terraform";
import { checkNow } from "./check-now";
import { sealedTool } from "./sealed-tool";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const SOURCE = "registry.terraform.io/hashicorp/aws";
const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const REQUIRED = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "6.25.0" }
  }
}
`;

test("a provider whose checksum changed since it was planned with is refused", async () => {
  const mirror = temporaryFolder();
  const provider = join(mirror, SOURCE, "6.25.0", PLATFORM);
  mkdirSync(provider, { recursive: true });
  const program = join(provider, "terraform-provider-aws_v6.25.0");
  writeFileSync(program, "a program", { mode: 0o755 });

  const files = runDirectory(temporaryFolder());
  const cloud = { ...NO_CLOUD, provider: { kind: "mirror", directory: mirror } } as const;
  mkdirSync(files.work);
  writeFileSync(join(files.work, "cdk.tf"), REQUIRED + localBackend(join(files.root, "terraform.tfstate")));
  const context = testContext();
  const terraform = await runTerraform({ files, cloud, session: undefined }, context);
  await initialize(terraform, cloud);
  expect(readFileSync(join(files.work, ".terraform.lock.hcl"), "utf8")).toContain("h1:");

  writeFileSync(program, "another program");
  rmSync(join(files.work, ".terraform"), { recursive: true });
  const statement = { ...STATEMENT, terraform: await sealedTool(terraform, context) };
  const refused = checkNow({ terraform, files, cloud, statement, hasPlanJson: true }, context);
  await expect(refused).rejects.toThrow(RefusedError);
  await expect(refused).rejects.toThrow("a provider's checksum is not that of the sealed lock file");
});
