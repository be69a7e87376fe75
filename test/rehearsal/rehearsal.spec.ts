import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { EXIT } from "@tagform/outcome";
import { type Ended, WorkspaceCopy } from "@tagform/testing";

import { processesOf, type Rehearsal, startRehearsal } from "./rehearsals";

const ROOT = path.resolve(__dirname, "../..");
const GLOBAL = "dev_global/research/1.0";
const REGIONAL = "dev_us-east-1/research/1.0";
const AGAIN = "dev_us-east-1/research/1.1";
const OFFLINE = ["--provider", "rehearsal"];

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
}, 60_000);
afterAll(() => copy.dispose());

const resultOf = (ended: Ended): Rehearsal => {
  if (ended.exitCode !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout) as Rehearsal;
};
const configurationOf = (run: string, stack: string): string =>
  readFileSync(path.join(run, "synth", stack, "cdk.tf"), "utf8");

describe("one cell of each kind, and the same cell again", () => {
  let rehearsal: Rehearsal;
  let before: string;

  beforeAll(() => {
    copy.replace("environments/dev/research.ts", "10.0.0.0/20", "10.0.240.0/20");
    before = copy.git("status", "--porcelain");
    const words = ["rehearse", GLOBAL, REGIONAL, AGAIN, ...OFFLINE, "--json"];
    const first = copy.tagform(...words);
    // jest tries tests again, but not what is before them.
    rehearsal = resultOf(first.exitCode === EXIT.lockHeld ? copy.tagform(...words) : first);
  }, 400_000);

  test("each tag is applied, and the record of it lies beside the state", () => {
    const [global, regional] = rehearsal.deployments;
    expect(global).toMatchObject({ tag: GLOBAL, result: "applied" });
    expect(regional).toMatchObject({
      tag: REGIONAL,
      result: "applied",
      state: { bucket: "tagform-dev", key: "research/dev-us-east-1/terraform.tfstate" },
    });
    expect(regional?.recordLocation).toMatch(
      /^s3:\/\/tagform-dev\/research\/dev-us-east-1\/records\/\d+T\d+Z_1\.0_[0-9a-f]{12}\.json$/,
    );
    expect(regional?.outputs).toMatchObject({
      website_url: expect.stringMatching(/^http:\/\/.+us-east-1/) as string,
    });
  });

  test("another tag on equal data gives equal HCL, an empty plan, and applies nothing", () => {
    const [, first, second] = rehearsal.deployments;
    expect(second).toMatchObject({ tag: AGAIN, result: "unchanged", plan: "no changes" });
    const stack = "dev-us-east-1-research";
    expect(configurationOf(second!.run, stack)).toBe(configurationOf(first!.run, stack));
  });

  test("what was planned as one role is applied as another, by the digest of its seal", () => {
    const [, regional] = rehearsal.deployments;
    const file = (...names: string[]): string => readFileSync(path.join(regional!.run, ...names), "utf8");
    const digest = createHash("sha256").update(file("plan", "seal.json")).digest("hex");
    expect(JSON.parse(file("plan", "seal.json"))).toMatchObject({
      tag: REGIONAL,
      roles: { plan: "InfraPlanRole", apply: "InfraBuildRole" },
    });
    expect(JSON.parse(file("approval.json"))).toMatchObject({ plan: digest });
    expect(JSON.parse(file("record.json"))).toMatchObject({ result: "applied", seal: digest });
  });

  test("the working tree takes no part, and the user's repository stays as it was", () => {
    const [, regional] = rehearsal.deployments;
    expect(configurationOf(regional!.run, "dev-us-east-1-research")).toContain("10.0.0.0/20");
    expect(before).toContain("environments/dev/research.ts");
    expect(copy.git("status", "--porcelain")).toBe(before);
    expect(copy.git("tag")).toBe("");
  });

  test("nothing keeps running", () => {
    expect(processesOf(copy.root)).toEqual([]);
  });

  test("the reports are there, as text, JSON, JUnit and SARIF", () => {
    const [, regional] = rehearsal.deployments;
    const names = regional!.reports.map((file) => path.basename(file));
    expect(names).toEqual(
      expect.arrayContaining([
        "report.txt",
        "report.json",
        "report.junit.xml",
        "report.sarif",
        "plan.txt",
        "record.json",
      ]),
    );
  });
});

test("a tag on an old commit deploys the old commit, whatever the branch says now", () => {
  copy.reset(copy.base);
  copy.git("tag", "-a", "dev_us-east-1/risk/1.0", "-m", "first release");
  copy.replace("environments/dev/risk.ts", "10.1.0.0/20", "10.1.240.0/20");
  copy.commit("a later commit");
  const [deployment] = resultOf(
    copy.tagform("rehearse", "dev_us-east-1/risk/1.0", ...OFFLINE, "--json"),
  ).deployments;
  expect(deployment).toMatchObject({ commit: copy.git("rev-parse", "HEAD~1").trim(), result: "applied" });
  const configuration = configurationOf(deployment!.run, "dev-us-east-1-risk");
  expect(configuration).toContain("10.1.0.0/20");
  expect(configuration).not.toContain("10.1.240.0/20");
}, 200_000);

test("a tag that is moved after it was deployed is refused by the next delivery", async () => {
  const tag = "dev_global/risk/2.0";
  copy.git("tag", "-a", tag, "-m", "first");
  const kept = startRehearsal(copy, [tag, ...OFFLINE, "--keep", "--json"]);
  const { endpoint } = (await kept.result()).kept!;
  try {
    copy.git("tag", "-f", "-a", tag, "-m", "moved");
    const { exitCode, stderr } = copy.tagform("rehearse", tag, ...OFFLINE, "--endpoint", endpoint);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining("was moved") as string,
    });
  } finally {
    kept.stopKept();
  }
}, 200_000);

test("Ctrl-C ends a rehearsal with 130 and leaves no process behind", async () => {
  const rehearsal = startRehearsal(copy, [GLOBAL, ...OFFLINE]);
  await rehearsal.said("embedded AWS");
  rehearsal.interrupt();
  expect(await rehearsal.exitCode()).toBe(130);
  expect(processesOf(copy.root)).toEqual([]);
}, 120_000);

test("two machines and two paths give the same bytes", () => {
  const other = new WorkspaceCopy(ROOT, { ...process.env, TZ: "Asia/Tokyo", LANG: "tr_TR.UTF-8", HOME: "/" });
  try {
    copy.reset(copy.base);
    const synth = (where: WorkspaceCopy): unknown =>
      JSON.parse(where.tagform("synth", "prod_*", "dev_*", "--json").stdout);
    const manifest = synth(copy);
    expect(manifest).toMatchObject({ cells: expect.arrayContaining([expect.anything()]) as unknown[] });
    expect(synth(other)).toEqual(manifest);
  } finally {
    other.dispose();
  }
}, 120_000);
