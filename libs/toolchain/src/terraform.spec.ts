import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { LockHeldError } from "@tagform/outcome";

import { findTool } from "./find-tool";
import { InterruptedError } from "./run";
import { type LockWatch, Terraform, TerraformError, type TerraformOptions } from "./terraform";
import { terraformEnvironment } from "./terraform-environment";
import { isMissing } from "./tool";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const CONFIGURATION = `terraform {
  required_version = ">= 1.10.0"
}

variable "input" {
  type    = string
  default = "a"
}

resource "terraform_data" "a" {
  input = var.input
}

output "a" {
  value = terraform_data.a.output
}
`;
let folder: string;
let path: string;

beforeAll(async () => {
  const where = { root: join(__dirname, "../../.."), path: process.env["PATH"] ?? "" };
  const tool = await findTool("terraform", where);
  if (isMissing(tool)) throw new Error(`${tool.problem}: ${tool.remedy}`);
  path = tool.path;
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tagform-terraform-")));
  mkdirSync(join(folder, "work"));
  writeFileSync(join(folder, "work", "main.tf"), CONFIGURATION);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function terraform(options: Partial<TerraformOptions> = {}): Promise<Terraform> {
  const env = await terraformEnvironment({
    env: { PATH: process.env["PATH"] ?? "", HOME: folder },
    provider: { kind: "mirror", directory: folder },
    folder,
  });
  return new Terraform({ path, directory: join(folder, "work"), env, ...options });
}
const plan = async (options?: Partial<TerraformOptions>): Promise<boolean> =>
  (await terraform(options)).plan({ out: join(folder, "tfplan"), lockTimeoutSeconds: 0 });

test("plans, shows and applies a saved plan, and then has nothing to do", async () => {
  const tool = await terraform();
  await tool.init();
  expect(await tool.stateVersion()).toBeUndefined();
  expect(await plan()).toBe(true);
  expect(await tool.showPlanText(join(folder, "tfplan"))).toContain("# terraform_data.a will be created");
  expect(JSON.parse(await tool.showPlanJson(join(folder, "tfplan")))).toHaveProperty("resource_changes");
  await tool.apply(join(folder, "tfplan"), { lockTimeoutSeconds: 0 });
  expect(JSON.parse(await tool.outputsJson())).toMatchObject({ a: { value: "a" } });
  expect(await tool.stateVersion()).toMatchObject({ serial: 2 });
  expect(await plan()).toBe(false);
});

test("a stale plan is not applied", async () => {
  const tool = await terraform();
  await tool.init();
  await plan();
  await tool.apply(join(folder, "tfplan"), { lockTimeoutSeconds: 0 });
  const again = tool.apply(join(folder, "tfplan"), { lockTimeoutSeconds: 0 });
  await expect(again).rejects.toThrow(
    /^terraform apply failed with exit code 1:\nError: Saved plan is stale/,
  );
});

test("tells its product and version", async () => {
  const { product, version } = await (await terraform()).version();
  expect(["terraform", "tofu"]).toContain(product);
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
});

test("shows what fmt would change, and changes nothing", async () => {
  expect(await (await terraform()).fmtCheck()).toBe("");
  const file = join(folder, "work", "main.tf");
  writeFileSync(file, 'output "x" {\nvalue=1\n}\n');
  expect(await (await terraform()).fmtCheck()).toContain("+  value = 1");
  expect(readFileSync(file, "utf8")).toContain("value=1");
});

test("what terraform says about an error reaches the reader, without its warnings", async () => {
  writeFileSync(join(folder, "work", "main.tf"), 'output "x" {\n  value = nothing.here\n}\n');
  await (await terraform()).init();
  const failed = plan();
  await expect(failed).rejects.toThrow(TerraformError);
  await expect(failed).rejects.toThrow(
    /^terraform plan failed with exit code 1:\nError: Reference to undeclared/,
  );
  expect(JSON.parse(await (await terraform()).validateJson())).toMatchObject({ valid: false });
});

test("a run that was interrupted beforehand starts nothing", async () => {
  await expect(plan({ signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
});

test("the command that releases a lock carries what it needs", async () => {
  const tool = await terraform({ shownEnv: { AWS_ENDPOINT_URL: "http://127.0.0.1:1/a b" } });
  expect(tool.releaseCommand("42")).toBe(
    `AWS_ENDPOINT_URL='http://127.0.0.1:1/a b' ${path} -chdir=${join(folder, "work")} force-unlock 42`,
  );
});

test("who watches is told when terraform starts, works and has ended, and of no plan without lock", async () => {
  const told: string[] = [];
  const watch: LockWatch = {
    started: (pid) => void told.push(`started ${pid > 0}`),
    locked: () => void told.push("locked"),
    ended: () => Promise.resolve(void told.push("ended")),
  };
  const tool = await terraform({ watch });
  await tool.init();
  await tool.plan({ out: join(folder, "look"), lockTimeoutSeconds: "no lock" });
  expect(told).toEqual([]);
  await tool.plan({ out: join(folder, "tfplan"), lockTimeoutSeconds: 0 });
  // It has nothing yet that it would refresh.
  expect(told.splice(0)).toEqual(["started true", "ended"]);
  await tool.apply(join(folder, "tfplan"), { lockTimeoutSeconds: 0 });
  expect(told).toEqual(["started true", "locked", "ended"]);
});

test("a plan that is not whole is an error: it found no room on the disk", async () => {
  const tool = await terraform({ path: "/bin/true" });
  const out = join(folder, "tfplan");
  writeFileSync(out, "PK half of a plan");
  await expect(tool.plan({ out, lockTimeoutSeconds: 0 })).rejects.toThrow(
    `the plan is not whole in ${out} (17 bytes), nothing was changed: make room on the disk, and plan again`,
  );
});

test("a lock that was given back before terraform could read whose it is was held: nothing was changed", async () => {
  const script = join(folder, "terraform");
  const said =
    "Error: Error acquiring the state lock\\napi error PreconditionFailed: x\\nunable to retrieve file from S3: NoSuchKey";
  writeFileSync(script, `#!/bin/sh\nprintf '${said}' >&2\nexit 1\n`, { mode: 0o755 });
  const tool = await terraform({ path: script });
  const applying = tool.apply(join(folder, "tfplan"), { lockTimeoutSeconds: 0 });
  await expect(applying).rejects.toThrow(LockHeldError);
  await expect(applying).rejects.toThrow("nothing was changed, do the same again");
});
