import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { findAwsRuleSet } from "./aws-rule-set";
import { runCheckov } from "./checkov";
import { findTool } from "./find-tool";
import { runTflint } from "./tflint";
import { isMissing, type Tool, type ToolName } from "./tool";

const ROOT = path.resolve(__dirname, "../../..");
const where = { root: ROOT, path: process.env["PATH"] ?? "" };
const env = { PATH: where.path, HOME: process.env["HOME"] ?? "/" };

/** jest decides about skipping before it can wait for anything. */
const isThere = (file: string): boolean =>
  [".tagform/bin", ".tagform/venv/bin"].some((folder) => existsSync(path.join(ROOT, folder, file))) ||
  where.path.split(":").some((folder) => existsSync(path.join(folder, file)));

const when = (present: boolean): jest.Describe => (present ? describe : describe.skip);

async function tool(name: ToolName): Promise<Tool> {
  const found = await findTool(name, where);
  if (isMissing(found)) throw new Error(found.problem);
  return found;
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "tagform-real-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const use = (text?: string): void => {
  const file = path.join(directory, "cdk.tf");
  if (text === undefined) copyFileSync(path.join(__dirname, "recorded/findings.tf"), file);
  else writeFileSync(file, text);
};

when(isThere("tflint"))("the real tflint", () => {
  const config = path.join(ROOT, ".tflint.hcl");

  test("finds what its own rules know, without the AWS rule set", async () => {
    use();
    const findings = await runTflint({ tool: await tool("tflint"), directory, config, env });
    expect(findings.map(({ rule, line }) => `${rule}:${line}`)).toEqual([
      "terraform_unused_declarations:17",
      "terraform_unused_declarations:20",
    ]);
  });

  test("finds what only AWS knows, where the rule set is installed", async () => {
    const pluginDirectory = await findAwsRuleSet({
      root: ROOT,
      env: { ...process.env } as Record<string, string>,
    });
    if (pluginDirectory === undefined) {
      console.warn("not run: the AWS rule set is not installed");
      return;
    }
    use();
    const findings = await runTflint({ tool: await tool("tflint"), directory, config, pluginDirectory, env });
    expect(findings.map(({ rule }) => rule)).toContain("aws_instance_invalid_type");
  });

  test("says that it could not read a broken file", async () => {
    use('resource "aws_s3_bucket" "a" {\n');
    const lint = runTflint({ tool: await tool("tflint"), directory, config, env });
    await expect(lint).rejects.toThrow(/^tflint could not check: cdk\.tf:1:/);
  });
});

when(isThere("checkov"))("the real checkov", () => {
  test("finds what the recorded output says", async () => {
    use();
    const { findings, skipped } = await runCheckov({ tool: await tool("checkov"), directory, env });
    const found = findings.map(({ rule, address = "", line }) => `${rule} ${address}:${line}`);
    expect(found).toEqual(
      expect.arrayContaining(["CKV_AWS_79 aws_instance.server:27", "CKV2_AWS_6 aws_s3_bucket.logs[1]:36"]),
    );
    expect(skipped).toMatchObject([{ rule: "CKV_AWS_23" }]);
  }, 60_000);

  test("says that it could not read a broken file", async () => {
    use('resource "aws_s3_bucket" "a" {\n');
    const scan = runCheckov({ tool: await tool("checkov"), directory, env });
    await expect(scan).rejects.toThrow(/^checkov could not read .*cdk\.tf/);
  }, 60_000);

  test("refuses settings beside the configuration", async () => {
    use();
    writeFileSync(path.join(directory, ".checkov.yaml"), "soft-fail: true\nskip-check: [CKV_AWS_79]\n");
    const scan = runCheckov({ tool: await tool("checkov"), directory, env });
    await expect(scan).rejects.toThrow(/\.checkov\.yaml would change what checkov checks/);
  });

  test("opens no connection", async () => {
    use();
    try {
      execFileSync("unshare", ["--net", "--map-root-user", "true"], { stdio: "ignore" });
    } catch {
      console.warn("not run: this machine lets nobody leave the network");
      return;
    }
    const { path: checkov } = await tool("checkov");
    const wrapper = path.join(directory, "offline");
    writeFileSync(wrapper, `#!/bin/sh\nexec unshare --net --map-root-user "${checkov}" "$@"\n`, {
      mode: 0o755,
    });
    const offline = { ...(await tool("checkov")), path: wrapper };
    expect((await runCheckov({ tool: offline, directory, env })).findings).not.toHaveLength(0);
  }, 60_000);
});

describe("a tool that breaks", () => {
  const broken = (script: string): Tool => {
    const file = path.join(directory, "tool");
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { name: "checkov", product: "checkov", path: file, version: "0.0.0", origin: "path" };
  };

  test("says how it crashed", async () => {
    const scan = runCheckov({ tool: broken("echo half a report; kill -9 $$"), directory, env });
    await expect(scan).rejects.toThrow("checkov crashed (ended by SIGKILL): half a report");
  });

  test("is ended when it takes too long", async () => {
    const scan = runCheckov({ tool: broken("sleep 60"), directory, env, timeoutMs: 200 });
    await expect(scan).rejects.toThrow(/^checkov took too long and was ended/);
  });

  test("is interrupted with the run", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    const scan = runCheckov({ tool: broken("sleep 60"), directory, env, signal: abort.signal });
    await expect(scan).rejects.toThrow("checkov was interrupted");
  });

  test("cannot be started", async () => {
    const scan = runCheckov({ tool: { ...broken(""), path: "/nowhere/checkov" }, directory, env });
    await expect(scan).rejects.toThrow(/^cannot start \/nowhere\/checkov/);
  });
});
