import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { JsonObject } from "@tagform/hcl";
import { offeredTools } from "@tagform/testing";

import { RULES } from ".";

const { terraformConfig } = offeredTools(join(__dirname, "../../../.."));
const hasTerraform = spawnSync("terraform", ["version"]).status === 0;
const withTerraform = terraformConfig !== undefined && hasTerraform ? test : test.skip;

const PROVIDER = { required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } } };
/** Types that a provider which was built to be small may lack. */
const LACKING = /does not support resource type "aws_(glue_job|apigatewayv2_\w+)"/;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tagform-examples-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes every example as a module of one configuration: the schema of the provider is read once for all. */
function writeExamples(): void {
  const modules: Record<string, JsonObject> = {};
  for (const rule of RULES) {
    if (rule.appliesTo === "plan") continue;
    for (const which of ["passes", "fails"] as const) {
      const blocks = Object.fromEntries(
        Object.entries(rule[which]).filter(([key]) => key !== "terraform" && key !== "provider"),
      );
      const name = `${rule.id}_${which}`;
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "main.tf.json"), JSON.stringify({ terraform: PROVIDER, ...blocks }));
      modules[name] = { source: `./${name}`, ...("variable" in blocks ? { token: "x" } : {}) };
    }
  }
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: PROVIDER, module: modules }));
}

function terraform(...words: string[]): string {
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, TF_CLI_CONFIG_FILE: terraformConfig ?? "" };
  return spawnSync("terraform", words, { cwd: folder, env, encoding: "utf8", maxBuffer: 1e8 }).stdout;
}

withTerraform(
  "every example is valid by the schema of the real provider",
  () => {
    writeExamples();
    terraform("init", "-input=false", "-no-color");
    const { diagnostics } = JSON.parse(terraform("validate", "-json")) as {
      diagnostics: { severity: string; detail: string; range?: { filename: string } }[];
    };
    const errors = diagnostics
      .filter(({ severity, detail }) => severity === "error" && !LACKING.test(detail))
      .map(({ detail, range }) => `${range?.filename ?? ""}: ${detail}`);
    expect(errors).toEqual([]);
  },
  120_000,
);
