import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { EXIT } from "@tagform/outcome";
import { createStateBackend, EmbeddedAws } from "@tagform/rehearsal";
import { findTool, isMissing } from "@tagform/toolchain";

import { ReleaseRepository } from "../fixtures/release-repository";

const TAG = "dev_us-east-1/research/1.0";
/** A commit's program that says how each step was called. */
const PROGRAM = `
import { existsSync } from "node:fs";
const [step, , run] = process.argv.slice(2);
console.log(step + " " + existsSync(run + "/cloud.json") + " " + existsSync(run + "/approval.json"));
`;

let aws: EmbeddedAws;
let folder: string;
let repository: ReleaseRepository;
let run: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tagform-resume-"));
  const search = process.env["PATH"] ?? "";
  const tool = await findTool("moto_server", { root: path.resolve(__dirname, "../../../.."), path: search });
  if (isMissing(tool)) throw new Error(`${tool.problem}: ${tool.remedy}`);
  aws = await EmbeddedAws.start({ tool, path: search, directory: folder });
  const key = "research/dev-us-east-1/terraform.tfstate";
  await createStateBackend(aws.endpoint, {
    bucket: "tagform-dev",
    key,
    lockTable: "tagform-lock-dev",
    region: "us-east-1",
  });
});
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  repository = new ReleaseRepository(PROGRAM);
  repository.tag(TAG);
  run = path.join(repository.root, ".tagform/runs/20261121T113417Z-dev-us-east-1-research");
  mkdirSync(run, { recursive: true });
  const cloud = {
    kind: "embedded",
    environment: aws.environment,
    backendConfig: {},
    provider: { kind: "mirror", directory: folder },
    overrides: {},
  };
  write("cloud.json", cloud);
  write("source.json", manifest());
  write("approval.json", {});
});
afterEach(() => repository.dispose());

const write = (name: string, value: object): void =>
  writeFileSync(path.join(run, name), JSON.stringify(value));
const ended = (result: string) => ({
  ...{ result, outputs: {}, sensitiveOutputs: [], tfplan: "", seal: "", durationMs: 1 },
  ...{ startedAt: "2026-11-21T11:00:00Z", finishedAt: "2026-11-21T11:01:00Z", error: "killed" },
});
const manifest = () => ({
  ...{ tag: TAG, version: "1.0", cell: { environment: "dev", scope: "us-east-1", team: "research" } },
  ...{ tagObject: repository.git("rev-parse", TAG), commit: repository.git("rev-parse", "HEAD") },
  ...{
    branch: "refs/heads/main",
    tagger: { name: "Ada", email: "ada@example.com" },
    message: "",
    signed: false,
  },
  ...{ taggedAt: "2026-11-21T10:00:00Z", tree: "source", digest: "", dependencies: "none", notes: [] },
});

test("delivers the tag in a new run with a new approval, in the cloud of the run that it resumes", async () => {
  write("apply.json", ended("interrupted"));
  const { exitCode, printed, noted } = await repository.tagform("apply", "--resume", run);
  expect({ exitCode, noted }).toMatchObject({ exitCode: EXIT.ok });
  expect(printed.split("\n")).toEqual(
    ["verify", "plan", "approve", "apply", "record"].map((step) => `${step} true false`),
  );
  expect(noted).toContain(`resume: apply of ${TAG} ended as interrupted: killed`);
  expect(noted).toContain("is planned anew, in a new run, which needs an approval of its own");
  expect(readdirSync(path.dirname(run))).toHaveLength(2);
});

test("refuses a run that came to its end, and starts none", async () => {
  write("apply.json", ended("applied"));
  const { exitCode, noted } = await repository.tagform("apply", "--resume", run);
  expect(exitCode).toBe(EXIT.refused);
  expect(noted).toContain("there is nothing to resume");
  expect(readdirSync(path.dirname(run))).toHaveLength(1);
});

test("takes the tag from the run alone", async () => {
  const { exitCode, noted } = await repository.tagform("apply", TAG, "--resume", run);
  expect(exitCode).toBe(EXIT.error);
  expect(noted).toContain("give neither a tag nor --run");
});
