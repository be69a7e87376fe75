import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { tagform } from "../fixtures/recording-context";

// A repository whose committed `tagform` writes down how each step is called, and ends it as the test wants.
const COMMIT_PROGRAM = `
import { appendFileSync, existsSync, readFileSync } from "node:fs";
const [step, , run, ...options] = process.argv.slice(2);
const aws = Object.keys(process.env).filter((name) => name.startsWith("AWS_"));
appendFileSync(process.env.CALLS, JSON.stringify({ step, options, aws, cwd: process.cwd(), run }) + "\\n");
const ends = JSON.parse(process.env.ENDS ?? "{}");
console.log("printed by " + step);
process.exitCode = ends[step] ?? 0;
`;
const TAG = "dev_us-east-1/research/1.0";
const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], {
    cwd,
    encoding: "utf8",
  });

interface Call {
  readonly step: string;
  readonly options: readonly string[];
  readonly aws: readonly string[];
  readonly cwd: string;
  readonly run: string;
}

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-deliver-"));
  mkdirSync(path.join(root, "apps/cli/bin"), { recursive: true });
  writeFileSync(path.join(root, "apps/cli/bin/tagform.mjs"), COMMIT_PROGRAM);
  cpSync(path.join(__dirname, "../../../../.gitignore"), path.join(root, ".gitignore"));
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "-m", "base");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function deliver(words: readonly string[], ends: Readonly<Record<string, number>> = {}) {
  const calls = path.join(root, ".tagform-calls");
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: root,
    CALLS: calls,
    ENDS: JSON.stringify(ends),
    AWS_ACCESS_KEY_ID: "test",
  };
  const ended = await tagform(words, { root, env });
  let lines: string[] = [];
  try {
    lines = readFileSync(calls, "utf8").trim().split("\n");
  } catch {
    // No step was called.
  }
  return { ...ended, calls: lines.map((line) => JSON.parse(line) as Call) };
}

const stepsOf = ({ calls }: { calls: readonly Call[] }): string[] => calls.map(({ step }) => step);

test("apply takes a tag through all steps, each run by the exported commit's program", async () => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const delivered = await deliver(["apply", TAG]);
  expect(delivered).toMatchObject({ exitCode: 0 });
  expect(stepsOf(delivered)).toEqual(["verify", "plan", "approve", "apply", "record"]);
  for (const { cwd, run } of delivered.calls) expect(cwd).toBe(path.join(run, "source"));
});

test("credentials reach no step before plan", async () => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const { calls } = await deliver(["apply", TAG]);
  const [verify, plan] = calls;
  expect(verify?.aws).toEqual([]);
  expect(plan?.aws).toContain("AWS_ACCESS_KEY_ID");
});

test("plan ends with exit code 2 when there are changes", async () => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const delivered = await deliver(["plan", TAG], { plan: 2 });
  expect(delivered.exitCode).toBe(2);
  expect(stepsOf(delivered)).toEqual(["verify", "plan"]);
});

test("findings end a delivery before anything is planned", async () => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const delivered = await deliver(["apply", TAG], { verify: 2 });
  expect(delivered.exitCode).toBe(2);
  expect(stepsOf(delivered)).toEqual(["verify"]);
});

test("a delivery that fails after verify is recorded with the step and its exit code", async () => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const delivered = await deliver(["apply", TAG], { plan: 4 });
  expect(delivered.exitCode).toBe(4);
  expect(stepsOf(delivered)).toEqual(["verify", "plan", "record"]);
  expect(delivered.calls.at(-1)?.options.slice(0, 4)).toEqual([
    "--failed-step",
    "plan",
    "--failed-with",
    "4",
  ]);
});

test("the record of a failure goes where the state lies, as the options say", async () => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const { calls } = await deliver(["apply", TAG, "--tf-backend-config-prefix", "acme"], { plan: 4 });
  expect(calls.at(-1)?.options).toEqual(expect.arrayContaining(["--tf-backend-config-prefix", "acme"]));
});

test("destroy plans the destruction and asks for approval like every other plan", async () => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const delivered = await deliver(["destroy", TAG]);
  expect(stepsOf(delivered)).toEqual(["verify", "plan", "approve", "apply", "record"]);
  expect(delivered.calls[1]?.options).toContain("--destroy");
});

test("a lightweight tag is refused, and no step runs", async () => {
  git(root, "tag", TAG);
  const delivered = await deliver(["apply", TAG]);
  expect(delivered.exitCode).toBe(3);
  expect(delivered.noted).toContain("annotated");
  expect(delivered.calls).toEqual([]);
});

test.each([
  [["verify", TAG], "verify"],
  [["plan", TAG], "plan"],
  [["apply", TAG], "apply"],
  [["destroy", TAG], "apply"],
])("%j --json prints the result of %s, and nothing else on stdout", async (words, step) => {
  git(root, "tag", "-a", TAG, "-m", "first");
  const { printed, noted, calls } = await deliver([...words, "--json"]);
  expect(printed).toBe(`printed by ${step}`);
  expect(calls.filter(({ options }) => options.includes("--json")).map((call) => call.step)).toEqual([step]);
  for (const other of calls.filter((call) => call.step !== step)) {
    expect(noted).toContain(`printed by ${other.step}`);
  }
});
