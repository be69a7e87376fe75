import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { typesOfConfiguration, uniteTypes, writeRehearsalMirror } from "./index";
import { EXAMPLE, IMPORTS } from "./testing/example";
import { startStsServer, type StsServer } from "./testing/sts-server";
import { findTerraform, type Outcome, TerraformWorkspace } from "./testing/workspace";

const WORKSPACE = resolve(__dirname, "../../..");
const terraform = findTerraform(process.env["PATH"] ?? "");
const SUCCESS = 0;
const CHANGES = 2;

jest.setTimeout(120_000);

const describeTerraform = terraform === undefined ? describe.skip : describe;
describeTerraform("under the terraform on the search path", () => {
  let sts: StsServer;
  let mirror: string;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    sts = await startStsServer();
    mirror = await mkdtemp(join(tmpdir(), "mirror with 'quotes' "));
    workspace = await TerraformWorkspace.create(terraform!, EXAMPLE, {
      AWS_ENDPOINT_URL: sts.url,
      AWS_ACCESS_KEY_ID: "rehearsal",
      AWS_SECRET_ACCESS_KEY: "rehearsal",
      TF_CLI_CONFIG_FILE: "cli.tfrc",
    });
    const types = await typesOfConfiguration([workspace.directory]);
    const { cliConfig } = await writeRehearsalMirror({
      mirrorDirectory: mirror,
      workspaceRoot: WORKSPACE,
      types,
    });
    await workspace.write("cli.tfrc", cliConfig);
    expect(await workspace.run(["init"])).toMatchObject({ exitCode: SUCCESS });
  });
  afterAll(async () => {
    await sts.close();
    await workspace.remove();
    await rm(mirror, { recursive: true });
  });

  const plan = (...args: string[]): Promise<Outcome> =>
    workspace.run(["plan", "-detailed-exitcode", ...args]);
  const apply = (...args: string[]): Promise<Outcome> => workspace.run(["apply", "-auto-approve", ...args]);

  test("a plan is applied, says that it is a rehearsal, and the second plan is empty", async () => {
    const planned = await plan("-out=tfplan");
    expect(planned).toMatchObject({
      exitCode: CHANGES,
      output: expect.stringContaining("Warning: rehearsal provider: nothing is created in AWS"),
    });
    expect(planned.output).toContain("Plan: 22 to add, 0 to change, 0 to destroy.");
    const applied = await workspace.run(["apply", "tfplan"]);
    expect(applied).toMatchObject({
      exitCode: SUCCESS,
      output: expect.stringMatching(/dns_name = "internal-front-\d{10}\.eu-west-1\.elb\.amazonaws\.com"/),
    });
    expect(applied.output).toContain('logs = "arn:aws:s3:::logs-111122223333"');
    expect(await plan()).toMatchObject({ exitCode: SUCCESS });
    expect(sts.calls.map((call) => call["Action"])).toContain("AssumeRole");
  });

  test("a changed value updates in place, and what depends on it waits for the result", async () => {
    const { output } = await plan("-var=label=two", "-var=path=/up");
    expect(output).toContain("Plan: 0 to add, 4 to change, 0 to destroy.");
    expect(output).toMatch(/latest_version\s+= 1 -> \(known after apply\)/);
    expect(await apply("-var=label=two", "-var=path=/up")).toMatchObject({ exitCode: SUCCESS });
    expect(await plan("-var=label=two", "-var=path=/up")).toMatchObject({ exitCode: SUCCESS });
    const { output: template } = await workspace.run(["state", "show", "aws_launch_template.web"]);
    expect(template).toMatch(/latest_version\s+= 2/);
  });

  test("another address range replaces the network and everything in it", async () => {
    const { output } = await plan("-var=cidr=10.2.0.0/16");
    expect(output).toMatch(/cidr_block\s+= "10\.1\.0\.0\/16" -> "10\.2\.0\.0\/16" # forces replacement/);
    expect(output).toContain("# aws_nat_gateway.nat[1] must be replaced");
    expect(await apply("-var=cidr=10.2.0.0/16")).toMatchObject({ exitCode: SUCCESS });
    expect(await plan("-var=cidr=10.2.0.0/16")).toMatchObject({ exitCode: SUCCESS });
  });

  test("the mirror may be written again between plan and apply", async () => {
    await plan("-out=tfplan");
    const types = uniteTypes([
      await typesOfConfiguration([workspace.directory]),
      { resources: ["aws_sqs_queue"], dataSources: [] },
    ]);
    await writeRehearsalMirror({ mirrorDirectory: mirror, workspaceRoot: WORKSPACE, types });
    expect(await workspace.run(["apply", "tfplan"])).toMatchObject({ exitCode: SUCCESS });
  });

  test("existing resources are imported without being replaced", async () => {
    await workspace.write("imports.tf", IMPORTS);
    const { output } = await plan();
    expect(output).toContain("Plan: 2 to import, 0 to add, 2 to change, 0 to destroy.");
    expect(await apply()).toMatchObject({ exitCode: SUCCESS });
    expect(await plan()).toMatchObject({ exitCode: SUCCESS });
    await workspace.remove("imports.tf");
  });

  test.each([
    ["a missing argument", 'resource "aws_subnet" "bad" {}', 'The argument "vpc_id" is required'],
    [
      "an unknown argument",
      'resource "aws_vpc" "bad" { cidr = "x" }',
      'An argument named "cidr" is not expected here',
    ],
    ["a value of another type", 'resource "aws_lb" "bad" { subnets = "x" }', "set of string required"],
    [
      "a missing block",
      'resource "aws_lb_listener" "bad" { load_balancer_arn = "x" }',
      'At least 1 "default_action" blocks are required',
    ],
    [
      "a block that is none",
      'resource "aws_vpc" "bad" {\n  tags {\n    a = 1\n  }\n}',
      'Blocks of type "tags" are not expected here',
    ],
    [
      "a wrong address range",
      'resource "aws_vpc" "bad" { cidr_block = "x" }',
      '"cidr_block" must be an address range',
    ],
  ])("%s is refused", async (_name, configuration, message) => {
    await workspace.write("bad.tf", configuration);
    const { exitCode, output } = await workspace.run(["validate"]);
    await workspace.remove("bad.tf");
    expect({ exitCode, output: output.replace(/\s+/g, " ") }).toEqual({
      exitCode: 1,
      output: expect.stringContaining(message),
    });
  });

  test("an endpoint elsewhere, and none at all, are refused", async () => {
    const elsewhere = await workspace.run(["plan"], { AWS_ENDPOINT_URL: "http://198.51.100.7" });
    expect(elsewhere).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("rehearsal provider: AWS_ENDPOINT_URL is not on this machine"),
    });
    expect(await workspace.run(["plan"], { AWS_ENDPOINT_URL: "" })).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("rehearsal provider: no AWS endpoint is set, and real AWS is refused"),
    });
  });

  test("a call takes about a second", async () => {
    const start = performance.now();
    await plan();
    // Far above what it takes on a quiet machine, below what a missing Shutdown would cost.
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  test("everything is destroyed", async () => {
    const destroyed = await workspace.run(["destroy", "-auto-approve"]);
    expect(destroyed).toMatchObject({ exitCode: SUCCESS });
    expect(await workspace.run(["state", "list"])).toMatchObject({ exitCode: SUCCESS, output: "" });
  });
});

test("nobody starts the plugin by hand", async () => {
  const directory = await mkdtemp(join(tmpdir(), "mirror-"));
  const types = { resources: ["aws_vpc"], dataSources: [] };
  await writeRehearsalMirror({ mirrorDirectory: directory, workspaceRoot: WORKSPACE, types });
  const plugin = join(directory, "rehearsal", "plugin.cjs");
  const alone = await TerraformWorkspace.create(process.execPath, {}, {});
  const { exitCode, output } = await alone.run([plugin, join(directory, "rehearsal")]);
  expect({ exitCode, output }).toEqual({
    exitCode: 1,
    output: expect.stringContaining("run `tagform rehearse`"),
  });
  await alone.remove();
  await rm(directory, { recursive: true });
});
