import { readFileSync } from "node:fs";
import path from "node:path";

import { type Ended, WorkspaceCopy } from "@tagform/testing";
import { parse } from "yaml";

const ROOT = path.resolve(__dirname, "../..");

interface Step {
  readonly run?: string;
  readonly uses?: string;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly check: { readonly steps: readonly Step[] } };
}
interface Buildspec {
  readonly phases: Readonly<Record<"install" | "build", { readonly commands: readonly string[] }>>;
}

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const workflow = parse(read(".github/workflows/pull-request.yml")) as Workflow;
const buildspec = parse(read("pipelines/buildspecs/pull-request.yml")) as Buildspec;
const { steps } = workflow.jobs.check;
const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
const [, formatCheck, affected, verify] = commands as [string, string, string, string];

describe("the definitions", () => {
  test("the workflow and the buildspec run the same commands", () => {
    expect([...buildspec.phases.install.commands, ...buildspec.phases.build.commands]).toEqual(commands);
    expect(commands).toHaveLength(4);
  });

  test("the buildspec has at most 15 lines", () => {
    expect(read("pipelines/buildspecs/pull-request.yml").trimEnd().split("\n").length).toBeLessThanOrEqual(
      15,
    );
  });

  test("actions are pinned by commit digest and may only read", () => {
    const actions = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(actions).not.toHaveLength(0);
    for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/);
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(read(".github/workflows/pull-request.yml")).not.toMatch(/secrets\./);
  });

  test("every target that is asked for exists", () => {
    const { targetDefaults } = JSON.parse(read("nx.json")) as { targetDefaults: object };
    const asked = [affected, verify].flatMap((line) => (line.split("-t ")[1] ?? "").split(" "));
    expect(Object.keys(targetDefaults)).toEqual(expect.arrayContaining(asked));
  });
});

describe("the commands, run on a copy of this workspace", () => {
  // The smallest project that nothing depends on, so that its checks are all that runs.
  const FILE = "test/boundaries/boundaries.spec.ts";
  let copy: WorkspaceCopy;

  beforeAll(() => {
    copy = new WorkspaceCopy(ROOT, process.env);
    copy.git("checkout", "--quiet", "-b", "change");
  }, 60_000);
  afterAll(() => copy.dispose());
  beforeEach(() => copy.reset("main"));

  /** A line of the workflow as a shell without expansion would run it. */
  const run = (line: string): Ended => {
    const [file = "", ...args] = line.split(" ");
    return copy.run(file, args, { NX_BASE: "main", NX_HEAD: "HEAD" });
  };
  const change = (file: string, text: string): void => {
    copy.append(file, text);
    copy.commit("change");
  };

  test("a good change passes all of them", () => {
    change(FILE, "\n// a comment\n");
    expect(run(formatCheck)).toMatchObject({ exitCode: 0 });
    const { exitCode, output } = run(affected);
    expect(output).toContain("Successfully ran targets lint, typecheck, test");
    expect(exitCode).toBe(0);
  }, 300_000);

  test("broken formatting fails the check", () => {
    change(FILE, "\nexport   const  wide=1\n");
    expect(run(formatCheck)).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining(FILE) as string,
    });
  }, 120_000);

  test("a lint finding fails the check", () => {
    change(FILE, '\nexport const home = "a" as any;\n');
    expect(run(affected).output).toMatch(/Failed tasks:[\s\S]*workspace:lint/);
  }, 300_000);

  test("a type error fails the check", () => {
    change(FILE, '\nexport const count: number = "many";\n');
    expect(run(affected).output).toMatch(/Failed tasks:[\s\S]*workspace:typecheck/);
  }, 300_000);

  test("a failing test fails the check", () => {
    change(FILE, '\ntest("fails", () => expect(1).toBe(2));\n');
    expect(run(affected).output).toMatch(/Failed tasks:[\s\S]*test-boundaries:test/);
  }, 300_000);

  test("the cells of an edited environment are verified, and no other's", () => {
    change("environments/qa/risk.ts", "\n// a comment\n");
    const { exitCode, output } = run(verify);
    expect(output).toContain("Successfully ran target verify for project app-qa");
    expect(exitCode).toBe(0);
  }, 400_000);
});
