import path from "node:path";

import { EXIT } from "@tagform/outcome";
import { type Ended, WorkspaceCopy } from "@tagform/testing";

// A delivery takes a minute, several on a busy machine.
jest.setTimeout(400_000);

const ROOT = path.resolve(__dirname, "../..");
const TAG = "dev_global/research/1.0";

/** As far as these tests read what `tagform rehearse --pipeline --json` prints. */
interface Rehearsal {
  readonly deliveries: readonly {
    readonly tag: string;
    readonly result: string;
    readonly plan: string;
    readonly stages: readonly { readonly name: string; readonly status: string }[];
  }[];
}

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
});
afterEach(() => copy.reset(copy.base));
afterAll(() => copy.dispose());

const rehearse = (...words: string[]): Ended =>
  copy.tagform("rehearse", "--pipeline", TAG, "--provider", "rehearsal", ...words);

test("a tag goes through the pipeline that the stack defines, and ends applied and recorded", () => {
  const { exitCode, stdout, stderr } = rehearse("--json");
  expect({ exitCode, stderr }).toMatchObject({ exitCode: EXIT.ok });
  const [delivery] = (JSON.parse(stdout) as Rehearsal).deliveries;
  // A delivery that nobody recorded counts as failed.
  expect(delivery).toMatchObject({
    tag: TAG,
    result: "applied",
    plan: expect.stringMatching(/^\+\d+ ~0 -0/),
  });
  const ended = delivery?.stages.map(({ name, status }) => `${name} ${status}`);
  // In dev nobody has to approve what destroys nothing.
  expect(ended).toEqual([
    ...["Source succeeded", "Lint succeeded", "Scan succeeded", "Plan succeeded"],
    ...["Approve skipped", "Apply succeeded"],
  ]);
});

test("two approvals by one person count as one: apply refuses them", () => {
  const words = ["prod_global/research/1.0", "--provider", "rehearsal", "--approve-as", "ada", "ada"];
  const { exitCode, stderr } = copy.tagform("rehearse", "--pipeline", ...words);
  expect(exitCode).toBe(EXIT.error);
  expect(stderr).toContain("two approvals by one person count as one: ada");
  expect(stderr).toMatch(
    /prod_global\/research\/1\.0: Apply: build: command ".* approve --run \. --pipeline" failed/,
  );
});

describe("what is wrong with the definition is told before anything runs", () => {
  test("a variable that the plan's buildspec does not export any more", () => {
    copy.replace("pipelines/buildspecs/plan.yml", " PLAN_DIGEST,", "");
    const { exitCode, stderr } = rehearse();
    expect(exitCode).toBe(EXIT.error);
    expect(stderr).toContain("Apply.Apply: #{Plan.PLAN_DIGEST}: is exported by nobody, Plan has CHANGED");
    expect(stderr).not.toContain("embedded AWS");
  });

  test("an artifact under another name than the buildspec reads", () => {
    copy.replace(
      "libs/delivery/pipeline/src/pipeline/pipeline-stages.ts",
      `earlier: "Scanned", output: "Planned"`,
      `earlier: "Scaned", output: "Planned"`,
    );
    const { exitCode, stderr } = rehearse();
    expect(exitCode).toBe(EXIT.error);
    expect(stderr).toContain(
      "Plan.Plan: input artifact Scaned is made by no action before, only Commit, Linted, Scanned",
    );
    expect(stderr).toContain("reads CODEBUILD_SRC_DIR_Scanned, but gets Scaned");
  });
});

describe("what is wrong with a build ends the delivery, and is named", () => {
  test("a permission that its role lacks", () => {
    copy.replace(
      "libs/delivery/roles/src/step-permissions.ts",
      `"dynamodb:PutItem"`,
      `"dynamodb:DescribeTable"`,
    );
    copy.commit("Take the queue from source");
    const { exitCode, stderr } = rehearse();
    expect(exitCode).toBe(EXIT.error);
    expect(stderr).toMatch(
      /source of \S+: arn:aws:iam::\d+:role\/tagform\/tagform-dev-source is not allowed dynamodb:PutItem on \S+:table\/tagform-dev-queue/,
    );
  });

  test("a command that fails", () => {
    copy.replace(
      "pipelines/buildspecs/source.yml",
      "npm ci --ignore-scripts",
      "test -e nothing && npm ci --ignore-scripts",
    );
    const { exitCode, stderr } = rehearse();
    expect(exitCode).toBe(EXIT.error);
    expect(stderr).toMatch(
      /Source build: install: command "test -e nothing && npm ci .*" failed with exit code 1; log: /,
    );
  });
});
