import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { EXIT, RefusedError } from "@tagform/outcome";
import { type Cloud, type CommitStep, runDirectory } from "@tagform/steps";
import { InterruptedError } from "@tagform/toolchain";

import { goneWithin, isAlive } from "../on-this-machine";
import { RehearsalFailedError } from "./deploy-tag";
import { type Progress } from "./progress";
import { type RehearsalRequest, rehearse } from "./rehearse";

const TAG = "dev_us-east-1/research/1.0";
const GLOBAL_TAG = "dev_global/research/1.0";
const path = process.env["PATH"] ?? "";

/** Says where it listens as moto does, and that everything is well. */
const FAKE_MOTO = `#!${process.execPath}
const { writeFileSync } = require("node:fs");
const server = require("node:http").createServer((request, response) => {
  writeFileSync("calls", request.method + " " + request.url + "\\n", { flag: "a" });
  response.end(request.url === "/moto-api/config" ? '{"batch": {}}' : "");
});
server.listen(0, "127.0.0.1", () => {
  writeFileSync("pid", String(process.pid));
  console.log(" * Running on http://127.0.0.1:" + server.address().port);
});
process.stdin.on("data", () => undefined).on("end", () => undefined);
`;

let directory: string;
let log: string[];
let controller: AbortController;

const progress: Progress = {
  start: ({ name, tag = "" }) => void log.push(`start ${name} ${tag}`.trim()),
  finish: ({ name }, _durationMs, detail = "") => void log.push(`finish ${name} ${detail}`.trim()),
  fail: ({ name }, _durationMs, problem) => void log.push(`fail ${name}: ${problem}`),
  note: (text) => void log.push(`note ${text}`),
  line: (text) => void log.push(`line ${text}`),
};

type Results = Partial<Record<CommitStep, () => number | Promise<number>>>;

async function writeJson(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content));
}

/** Steps that leave the files that the real ones leave. */
const steps = (results: Results = {}, noChanges = false): RehearsalRequest["steps"] => ({
  source: ({ tag }) => {
    log.push(`source ${tag}`);
    return Promise.resolve({ commit: "c0ffee".repeat(7) });
  },
  writeMirror: ({ mirror }) => {
    log.push(`mirror in ${mirror}`);
    return Promise.resolve({ resources: ["aws_vpc"], dataSources: [] });
  },
  runStep: async ({ step, run, words, onLine }) => {
    onLine([step, "says hello", ...words].join(" "));
    const files = runDirectory(run);
    if (step === "verify") await writeJson(join(files.verify, "report.txt"), "");
    if (step === "plan")
      await writeJson(files.planSummary, { line: noChanges ? "no changes" : "+3", noChanges });
    if (step === "apply") {
      await writeJson(files.apply, {
        result: noChanges ? "unchanged" : "applied",
        outputs: { url: "http://x" },
      });
    }
    if (step === "record") await writeJson(files.record, { location: "s3://b/record.json" });
    return (await results[step]?.()) ?? (step === "plan" && !noChanges ? 2 : 0);
  },
});

const request = (more: Partial<RehearsalRequest> = {}): RehearsalRequest => ({
  tags: [TAG],
  repository: join(directory, "repository"),
  destinationOf: ({ cell }) => ({
    state: {
      bucket: `states-${cell.environment}`,
      key: `${cell.scope}/key`,
      lockTable: "locks",
      region: "us-east-1",
    },
    releaseBranch: "main",
  }),
  provider: {
    source: { kind: "rehearsal", directory: "/mirror" },
    reason: "rehearsal provider, it is not AWS",
  },
  directory: join(directory, "rehearsal"),
  env: { PATH: path, HOME: directory, AWS_PROFILE: "production" },
  tools: { git: "git", motoServer: join(directory, "moto_server") },
  steps: steps(),
  progress,
  signal: controller.signal,
  ...more,
});

const motoPid = async (): Promise<number> =>
  Number(await readFile(join(directory, "rehearsal", "pid"), "utf8").catch(() => "0"));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "rehearse-"));
  log = [];
  controller = new AbortController();
  await writeFile(join(directory, "moto_server"), FAKE_MOTO, { mode: 0o755 });
  const repository = join(directory, "repository");
  await mkdir(repository);
  const git = (...args: string[]): void =>
    void execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
      cwd: repository,
    });
  git("init", "--quiet", "--initial-branch=main");
  git("commit", "--quiet", "--allow-empty", "-m", "first");
});

afterEach(async () => {
  const pid = await motoPid();
  const left = pid !== 0 && isAlive(pid);
  if (left) process.kill(pid, "SIGKILL");
  await rm(directory, { recursive: true, force: true });
  // Whatever a test was about: no process may be left behind.
  expect(left).toBe(false);
});

test("runs every step in order, tells what was deployed, and stops what it started", async () => {
  const { deployments, kept } = await rehearse(request());
  const run = join(directory, "rehearsal", "runs", "1-dev-us-east-1-research-1.0");
  expect(deployments).toEqual([
    {
      tag: TAG,
      commit: "c0ffee".repeat(7),
      plan: "+3",
      result: "applied",
      outputs: { url: "http://x" },
      recordLocation: "s3://b/record.json",
      state: { bucket: "states-dev", key: "us-east-1/key", lockTable: "locks", region: "us-east-1" },
      run,
      reports: [join(run, "verify", "report.txt"), join(run, "record.json")],
      durationMs: expect.any(Number),
    },
  ]);
  expect(kept).toBeUndefined();
  const backend = `start state backend ${TAG}`;
  // Whenever the embedded AWS answers; plan waits for it.
  expect(log.indexOf("finish state backend s3://states-dev/us-east-1/key")).toBeLessThan(
    log.indexOf(`start plan ${TAG}`),
  );
  expect(log.indexOf(backend)).toBeGreaterThan(0);
  expect(log.filter((entry) => !/^(finish|line)/.test(entry) && entry !== backend)).toEqual([
    "note rehearsal provider, it is not AWS",
    "start embedded AWS",
    "start private clone",
    expect.stringMatching(`^note the repository has no tag ${TAG}: made in a private clone on HEAD`),
    `start source ${TAG}`,
    `source ${TAG}`,
    `start rehearsal provider ${TAG}`,
    "mirror in /mirror",
    ...["verify", "plan", "approve", "apply", "record"].map((step) => `start ${step} ${TAG}`),
  ]);
  expect(log).toContain("finish plan +3");
  expect(log).toContain("line apply says hello");
  expect(log).toContainEqual(expect.stringMatching(/^line record says hello --started-at 2/));
  expect(await readFile(join(directory, "rehearsal", "calls"), "utf8")).toBe(
    "GET /moto-api/config\nPUT /states-dev\nPUT /states-dev?versioning=\nPOST /\n",
  );
});

test("a real provider needs no mirror of ours", async () => {
  const provider = { source: { kind: "registry" as const }, reason: "registry" };
  await rehearse(request({ provider }));
  expect(log).not.toContainEqual(expect.stringContaining("mirror"));
});

test("the run's cloud leads to the embedded AWS only", async () => {
  const { deployments, endpoint } = await rehearse(request());
  const cloud = JSON.parse(await readFile(runDirectory(deployments[0]!.run).cloud, "utf8")) as Cloud;
  expect(cloud.kind).toBe("embedded");
  expect(cloud.environment).toMatchObject({ AWS_ENDPOINT_URL: endpoint, AWS_CONFIG_FILE: "/dev/null" });
  expect(cloud.environment).not.toHaveProperty("AWS_PROFILE");
});

test("prerequisites are deployed first, each tag once, all to the same embedded AWS", async () => {
  const { deployments } = await rehearse(request({ tags: [TAG, TAG], deployFirst: [GLOBAL_TAG] }));
  expect(deployments.map(({ tag }) => tag)).toEqual([GLOBAL_TAG, TAG]);
  expect(log.filter((entry) => entry === "start embedded AWS")).toHaveLength(1);
});

test("a tag that changes nothing says so", async () => {
  const { deployments } = await rehearse(request({ steps: steps({}, true) }));
  expect(deployments[0]).toMatchObject({ result: "unchanged", plan: "no changes" });
  expect(log).toContain(`note nothing to deploy: ${TAG} changes nothing in what is deployed already`);
});

test.each([
  ["verify", 2, EXIT.changes],
  ["plan", 4, EXIT.lockHeld],
  ["apply", 1, EXIT.error],
  ["apply", 77, EXIT.error],
] as const)(
  "a failing %s with exit code %d ends the rehearsal and stops the embedded AWS",
  async (step, code, exit) => {
    const failed = rehearse(request({ tags: [TAG, GLOBAL_TAG], steps: steps({ [step]: () => code }) }));
    const problem = await failed.catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(RehearsalFailedError);
    expect(problem).toMatchObject({ step, exitCode: exit });
    const told = log.filter((entry) => !entry.startsWith("finish state backend"));
    expect(told.at(step === "verify" ? -1 : -2)).toContain(
      `fail ${step}: ${step} of ${TAG} failed with exit code ${code}`,
    );
    const recorded = `--failed-step ${step} --failed-with ${code}`;
    expect(told.at(-1)).toEqual(step === "verify" ? expect.any(String) : expect.stringContaining(recorded));
    expect(log).not.toContainEqual(expect.stringMatching(/^fail state backend/));
    expect(isAlive(await motoPid())).toBe(false);
  },
);

test("aborting in a step ends there and stops the embedded AWS, although it was to be kept", async () => {
  const abort = (): number => {
    controller.abort();
    return 130;
  };
  await expect(rehearse(request({ keep: true, steps: steps({ plan: abort }) }))).rejects.toThrow(
    InterruptedError,
  );
  expect(log.some((entry) => entry.startsWith("start approve"))).toBe(false);
  expect(isAlive(await motoPid())).toBe(false);
});

test("an embedded AWS that dies in a step is reported with what it said last", async () => {
  const kill = async (): Promise<number> => {
    process.kill(await motoPid(), "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 200));
    return 1;
  };
  await expect(rehearse(request({ keep: true, steps: steps({ apply: kill }) }))).rejects.toThrow("apply of");
  expect(log.at(-1)).toMatch(/^note the embedded AWS ended by itself, the end of .*moto\.log:\n/);
});

test("one that is kept says how to use and stop it, and takes the next version", async () => {
  const first = await rehearse(request({ keep: true }));
  const { kept } = first;
  try {
    expect(isAlive(kept!.pid)).toBe(true);
    expect(kept!.instructions).toEqual(
      expect.arrayContaining([
        `  export AWS_ENDPOINT_URL=${first.endpoint}`,
        `  tagform rehearse <tag> --endpoint ${first.endpoint}`,
        `  terraform -chdir=${join(first.deployments[0]!.run, "work")} state list`,
        `  kill ${kept!.pid}`,
      ]),
    );
    const next = {
      directory: join(directory, "next"),
      tools: { git: "git" },
      tags: ["dev_us-east-1/research/1.1"],
    };
    const second = await rehearse(request({ ...next, endpoint: first.endpoint }));
    expect([second.endpoint, second.kept]).toEqual([first.endpoint, undefined]);
    expect(isAlive(kept!.pid)).toBe(true);
  } finally {
    process.kill(kept!.pid, "SIGKILL");
    await goneWithin(kept!.pid, 5_000);
  }
});

test("what is kept after a failure is told, too", async () => {
  await expect(rehearse(request({ keep: true, steps: steps({ apply: () => 1 }) }))).rejects.toThrow(
    "apply of",
  );
  const pid = await motoPid();
  expect(isAlive(pid)).toBe(true);
  expect(log.at(-1)).toBe(`note   kill ${pid}`);
  process.kill(pid, "SIGKILL");
  expect(await goneWithin(pid, 5_000)).toBe(true);
});

test("nothing is started for a wrong tag, no tag, a foreign endpoint, or without moto_server", async () => {
  await expect(rehearse(request({ tags: [] }))).rejects.toThrow("name at least one deployment tag");
  await expect(rehearse(request({ tags: ["nonsense"] }))).rejects.toThrow("nonsense");
  await expect(rehearse(request({ endpoint: "https://s3.amazonaws.com" }))).rejects.toThrow(RefusedError);
  await expect(rehearse(request({ tools: { git: "git" } }))).rejects.toThrow("run npm run demo");
  expect(existsSync(join(directory, "rehearsal"))).toBe(false);
});
