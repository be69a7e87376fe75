import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseCell } from "@tagform/deployment";
import type { Environment } from "@tagform/workload-catalog";

import { synthesizeApp } from "./synthesize-app";
import { synthesizeCell } from "./synthesize-cell";

const role = { kind: "workload-role", perRegion: false, regions: ["us-east-1"] } as const;
const team = (accountId: string) => ({ accountId, scopes: { global: { workloads: { instance: role } } } });

const environment: Environment = {
  name: "qa",
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1"],
  globalResourceDeployFromRegion: "us-east-1",
  state: { tfBackendConfigPrefix: "acme", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
  approval: "none",
  teams: { research: team("012345678901"), risk: team("112345678901") },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synthesize-app-"));
  process.env["CDKTF_OUTDIR"] = folder;
});
afterEach(() => {
  delete process.env["CDKTF_OUTDIR"];
  rmSync(folder, { recursive: true });
});

const stacks = () => readdirSync(join(folder, "stacks")).sort();

test("cdktf gets every cell of the environment as JSON, where it asked for it", async () => {
  await synthesizeApp(environment, {});
  expect(stacks()).toEqual(["qa-global-research", "qa-global-risk"]);
  expect(readdirSync(join(folder, "stacks", "qa-global-risk"))).toEqual(["cdk.tf.json"]);
});

test("a deployment tag narrows it to one cell", async () => {
  await synthesizeApp(environment, { DEPLOYMENT_TAG: "qa_global/risk/1.0" });
  expect(stacks()).toEqual(["qa-global-risk"]);
});

test("the name of a stack narrows it to one cell", async () => {
  await synthesizeApp(environment, { CDKTF_TARGET_STACK_ID: "qa-global-research" });
  expect(stacks()).toEqual(["qa-global-research"]);
});

test("another environment's tag is refused", async () => {
  await expect(synthesizeApp(environment, { DEPLOYMENT_TAG: "prod_global/risk/1.0" })).rejects.toThrow(
    'cell "prod_global/risk" is of environment prod, this is environment qa',
  );
});

test("a stack that does not exist is refused with those that do", async () => {
  await expect(synthesizeApp(environment, { CDKTF_TARGET_STACK_ID: "qa" })).rejects.toThrow(
    'environment qa has no stack "qa", only qa-global-research, qa-global-risk',
  );
});

const filesOf = (stack: string): string[] => readdirSync(join(folder, "stacks", stack)).sort();
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

test("for `cdktf synth --hcl` it writes the very HCL that is delivered, and a manifest that names it", async () => {
  await synthesizeApp(environment, { SYNTH_HCL_OUTPUT: "true" });
  expect(filesOf("qa-global-risk")).toEqual(["cdk.tf", "metadata.json"]);
  expect(JSON.parse(read("manifest.json"))).toMatchObject({
    stacks: { "qa-global-risk": { synthesizedStackPath: "stacks/qa-global-risk/cdk.tf" } },
  });
  const cell = parseCell("qa_global/risk");
  const { directory } = await synthesizeCell({
    environment,
    cell,
    outdir: join(folder, "own"),
    format: "hcl",
  });
  expect(read("stacks/qa-global-risk/cdk.tf")).toBe(readFileSync(join(directory, "cdk.tf"), "utf8"));
});

test("cdktf-cli finds backend, providers and construct paths in the metadata, and no configuration", async () => {
  await synthesizeApp(environment, { SYNTH_HCL_OUTPUT: "true" });
  const metadata = JSON.parse(read("stacks/qa-global-risk/metadata.json")) as Record<string, unknown>;
  expect(metadata).toMatchObject({
    "//": { metadata: { backend: "s3", stackName: "qa-global-risk" } },
    terraform: { backend: { s3: {} }, required_providers: { aws: {} } },
    resource: {
      aws_iam_role: {
        instance_only_role: { "//": { metadata: { path: "qa-global-risk/instance/only/role" } } },
      },
    },
  });
  expect(JSON.stringify(metadata)).not.toContain("assume_role_policy");
});

test.each([
  ["true", undefined, ["cdk.tf.json"]],
  [undefined, "true", ["cdk.tf", "metadata.json"]],
])("the two formats never meet in a folder (first %s, then %s)", async (first, second, expected) => {
  await synthesizeApp(environment, { SYNTH_HCL_OUTPUT: first });
  await synthesizeApp(environment, { SYNTH_HCL_OUTPUT: second });
  expect(filesOf("qa-global-research")).toEqual(expected);
});
