import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { type Cloud, REAL_AWS, runDirectory, type SourceManifest } from "@tagform/steps";
import { installed, Moto } from "@tagform/testing";

import { tagform } from "../fixtures/recording-context";

// The embedded AWS makes all of IAM's managed policies for each account: seconds of computing, more on a busy machine.
jest.setTimeout(300_000);

const MOTO_SERVER = installed(resolve(__dirname, "../../../.."), "moto_server");
const describeWithMoto = MOTO_SERVER === undefined ? describe.skip : describe;
const env = { PATH: process.env["PATH"] ?? "" };

const manifest: SourceManifest = {
  tag: "dev_global/risk/1.0",
  version: "1.0",
  cell: { environment: "dev", scope: "global", team: "risk" },
  tagObject: "1".repeat(40),
  commit: "2".repeat(40),
  branch: "refs/heads/main",
  tagger: { name: "Ada", email: "ada@example.com" },
  taggedAt: "2026-11-21T12:00:00+00:00",
  message: "",
  signed: false,
  tree: "source",
  digest: "3".repeat(40),
  dependencies: "none",
  notes: [],
};

describeWithMoto("a plan of a cell whose state has no bucket", () => {
  const folder = mkdtempSync(join(tmpdir(), "preflight-"));
  let moto: Moto;
  beforeAll(async () => {
    moto = await Moto.start(MOTO_SERVER ?? "", env.PATH, folder);
    const keys = { AWS_ACCESS_KEY_ID: "embedded", AWS_SECRET_ACCESS_KEY: "embedded" };
    const environment = { AWS_ENDPOINT_URL: moto.endpoint, ...keys };
    const cloud: Cloud = { ...REAL_AWS, kind: "embedded", environment };
    const files = runDirectory(folder);
    writeFileSync(files.sourceManifest, JSON.stringify(manifest));
    writeFileSync(files.cloud, JSON.stringify(cloud));
  });
  afterAll(async () => {
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  test("is not made: preflight fails, and says what to do", async () => {
    const { exitCode, noted } = await tagform(["plan", "--run", folder], { env });
    expect(exitCode).toBe(1);
    expect(noted).toContain("preflight of dev_global/risk fails, so nothing is planned");
    expect(noted).toContain("state: not so: locks can be taken in table tagform-lock-dev");
    expect(noted).toContain("tagform bootstrap makes it");
  });

  test("goes on without preflight where a reason is given", async () => {
    const { noted } = await tagform(["plan", "--run", folder, "--skip-preflight", "INC-42"], { env });
    expect(noted).toContain("preflight: skipped, INC-42");
    expect(noted).not.toContain("so nothing is planned");
  });
});
