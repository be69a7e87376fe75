import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Environment } from "@tagform/workload-catalog";

import { synthesizeApp } from "./synthesize-app";

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

test("cdktf's own HCL, which loses parts of a stack, is refused", async () => {
  await expect(synthesizeApp(environment, { SYNTH_HCL_OUTPUT: "true" })).rejects.toThrow(
    "cdktf's own HCL loses parts of a stack: leave --hcl out, or use tagform synth",
  );
});
