import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { checkoutOf } from "../on-this-machine";
import { commitMirrorWriter, type MirrorRequest, type WriteMirror } from "./commit-mirror";
import { assertProviderMirror, terraformPlatform } from "./provider-mirror";

const checkout = checkoutOf(__dirname);
let directory: string;
let server: Server;
let state: { status: number; body: string };

/** A `tagform synth` that fails if it could reach AWS. */
const PROGRAM = `
  import { mkdirSync, writeFileSync } from "node:fs";
  const [command, cell, option, out] = process.argv.slice(2);
  if (command !== "synth" || cell !== "dev_us-east-1/research" || option !== "--out") throw new Error("usage");
  if (process.env.AWS_PROFILE !== undefined) throw new Error("knows a profile");
  mkdirSync(out + "/dev-us-east-1-research", { recursive: true });
  writeFileSync(out + "/dev-us-east-1-research/cdk.tf", 'resource "aws_vpc" "a" {\\n}\\ndata "aws_region" "b" {\\n}\\n');`;

beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), "commit-mirror-")));
  server = createServer((_request, response) => void response.writeHead(state.status).end(state.body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.close();
  await rm(directory, { recursive: true, force: true });
});

const run = (): string => join(directory, "run");
const request = (): MirrorRequest => ({
  cell: { environment: "dev", scope: "us-east-1", team: "research" },
  run: run(),
  state: { bucket: "states", key: "k", lockTable: "locks", region: "us-east-1" },
  stateAt: () => Promise.resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  mirror: join(directory, "mirror"),
});

/** Stands for a commit whose provider and bindings are those of this checkout. */
async function commit(program: string): Promise<WriteMirror> {
  const source = join(run(), "source");
  await mkdir(join(source, "apps", "cli", "bin"), { recursive: true });
  for (const name of ["node_modules", "libs", "tsconfig.base.json"]) {
    await symlink(join(checkout, name), join(source, name));
  }
  await writeFile(join(source, "apps", "cli", "bin", "tagform.mjs"), program);
  const env = { PATH: process.env["PATH"] ?? "", AWS_PROFILE: "production" };
  return commitMirrorWriter({ node: process.execPath, env, signal: new AbortController().signal });
}

test("serves what the commit uses and what is left in the state", async () => {
  const left = [{ mode: "managed", type: "aws_subnet" }];
  state = { status: 200, body: JSON.stringify({ version: 4, resources: left }) };
  const write = await commit(PROGRAM);
  expect(await write(request())).toEqual({
    resources: ["aws_subnet", "aws_vpc"],
    dataSources: ["aws_region"],
  });
  await assertProviderMirror(request().mirror, "6.25.0", terraformPlatform(process.platform, process.arch));
  expect(await readdir(run())).toEqual(["source"]);
}, 60_000);

test("a cell without a state has nothing left", async () => {
  state = { status: 404, body: "NoSuchKey" };
  const write = await commit(PROGRAM);
  expect(await write(request())).toEqual({ resources: ["aws_vpc"], dataSources: ["aws_region"] });
}, 60_000);

test("a commit that cannot synthesize, and a state that cannot be read, are reported", async () => {
  state = { status: 500, body: "broken" };
  await expect((await commit(PROGRAM))(request())).rejects.toThrow(
    "answered 500 for the state s3://states/k: broken",
  );
  await writeFile(
    join(run(), "source", "apps", "cli", "bin", "tagform.mjs"),
    `throw new Error("no such team");`,
  );
  const write = commitMirrorWriter({ node: process.execPath, env: {}, signal: new AbortController().signal });
  await expect(write(request())).rejects.toThrow(
    /cannot synthesize dev_us-east-1\/research:[^]*no such team/,
  );
}, 60_000);
