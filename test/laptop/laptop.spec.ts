import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { EXIT } from "@tagform/outcome";

import { DeployedCell } from "./deployed-cell";

const TAG = "dev_global/research/1.0";
const CELL = "dev_global/research";
const ROLE_SOURCE = "libs/workload/role/src/instance-role.ts";

let deployed: DeployedCell;
// The first start of cdktf-cli installs it.
beforeAll(() => {
  deployed = new DeployedCell(TAG, "dev-global-research");
}, 400_000);
afterAll(() => deployed.dispose());

/** Of the folder, what terraform would read as configuration. */
const configuration = (): string[] =>
  readdirSync(deployed.folder).filter((file) => /\.tf(\.json)?$/.test(file));

describe("tagform diff", () => {
  interface Diff {
    readonly line: string;
    readonly configuration: { readonly sha256: string };
    readonly resources: readonly {
      readonly action: string;
      readonly construct: string;
      readonly source: { readonly file: string };
      readonly attributes: readonly unknown[];
    }[];
  }

  beforeAll(() => deployed.copy.replace(ROLE_SOURCE, "Instances in", "Machines in"));
  afterAll(() => deployed.copy.reset(deployed.copy.base));

  test("of the delivered tag plans the very bytes of the delivery, whatever the working tree says", () => {
    const { exitCode, stdout, stderr } = deployed.tagform("diff", TAG, "--json");
    expect({ exitCode, stderr }).toMatchObject({ exitCode: EXIT.ok });
    const { line, configuration: planned } = JSON.parse(stdout) as Diff;
    expect(line).toBe("no changes");
    expect(planned.sha256).toBe(deployed.deliveredDigest);
  }, 200_000);

  test("of the cell shows an edit with its construct, source line and both values", () => {
    const { exitCode, stdout } = deployed.tagform("diff", CELL, "--json");
    expect(exitCode).toBe(EXIT.changes);
    const { line, resources, configuration: planned } = JSON.parse(stdout) as Diff;
    expect(line).toBe("+0 ~3 -0");
    expect(planned.sha256).not.toBe(deployed.deliveredDigest);
    expect(resources[0]).toMatchObject({
      action: "update",
      construct: expect.stringMatching(/^dev-global-research\/website-role\//),
      source: { file: ROLE_SOURCE },
      attributes: [
        {
          path: "description",
          before: { value: expect.stringMatching("Instances in") },
          after: { value: expect.stringMatching("Machines in") },
        },
      ],
    });
  }, 200_000);
});

test("every step of a delivery prints its result as the one JSON document on stdout", () => {
  const run = path.join(deployed.copy.root, ".tagform/by-hand");
  const result = (step: string, ...words: string[]): unknown => {
    const { stdout, stderr, exitCode } = deployed.copy.tagform(step, ...words, "--run", run, "--json");
    if (exitCode !== EXIT.ok) throw new Error(stderr);
    return JSON.parse(stdout);
  };
  expect(result("source", TAG)).toMatchObject({ tag: TAG });
  deployed.useCloudIn(run);
  expect(result("verify")).toMatchObject({ ok: true, sha256: deployed.deliveredDigest });
  expect(result("plan")).toMatchObject({ noChanges: true });
  expect(result("approve")).toMatchObject({ decision: "not-needed" });
  expect(result("apply")).toMatchObject({ result: "unchanged" });
  expect(result("record")).toMatchObject({ tag: TAG, result: "unchanged" });
}, 300_000);

describe("what the records tell", () => {
  interface Status {
    readonly cells: readonly { readonly cell: string; readonly deployed: unknown }[];
  }

  test("status shows the delivered tag and what was never deployed, and writes it as a page", () => {
    const page = path.join(deployed.copy.root, ".tagform/status.html");
    const { exitCode, stdout, stderr } = deployed.readRecords("status", "dev_*", "--json", "--html", page);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: EXIT.ok });
    const { cells } = JSON.parse(stdout) as Status;
    expect(cells.find(({ cell }) => cell === CELL)).toMatchObject({
      isInData: true,
      deployed: { tag: TAG, commit: deployed.copy.base },
      last: { failedStep: null },
      commitsBehind: 0,
    });
    expect(cells.filter((cell) => cell.deployed === null)).toHaveLength(cells.length - 1);
    expect(readFileSync(page, "utf8")).toContain(`<code>${TAG}</code>`);
  });

  test("status says what it could not find and where it could not write", () => {
    const unknown = deployed.readRecords("status", "dev_global/nobody");
    expect(unknown).toMatchObject({ exitCode: EXIT.error, stdout: "" });
    expect(unknown.stderr).toContain(
      "dev_global/nobody is neither a cell of the data nor one that has records",
    );
    const page = deployed.readRecords("status", CELL, "--html", "/does/not/exist/status.html");
    expect(page).toMatchObject({ exitCode: EXIT.error, stdout: "" });
    expect(page.stderr).toContain("the page could not be written: ENOENT");
  });

  test("history shows the delivery: who, what, when and how it ended", () => {
    const { exitCode, stdout } = deployed.readRecords("history", CELL, "--json");
    expect(exitCode).toBe(EXIT.ok);
    expect((JSON.parse(stdout) as unknown[]).at(-1)).toMatchObject({
      result: "applied",
      tag: TAG,
      commit: deployed.copy.base,
      approval: { decision: "not-needed" },
      durationMs: expect.any(Number),
    });
  });
});

describe("the real cdktf-cli in apps/dev", () => {
  const cdktf = (...words: string[]): string => {
    const { exitCode, output } = deployed.cdktf(...words);
    if (exitCode !== 0)
      throw new Error(`cdktf ${words.join(" ")} ended with ${String(exitCode)}:\n${output}`);
    return output;
  };

  test("is 0.21.0 and lists a stack per cell", () => {
    expect(cdktf("--version")).toContain("0.21.0");
    expect(cdktf("list")).toMatch(/dev-global-research +cdktf\.out\/stacks\/dev-global-research/);
  }, 300_000);

  test("synth --hcl writes the delivered bytes, synth writes JSON, and the two never meet", () => {
    cdktf("synth", "--hcl");
    expect(configuration()).toEqual(["cdk.tf"]);
    expect(deployed.digestOf("cdk.tf")).toBe(deployed.deliveredDigest);
    cdktf("synth");
    expect(configuration()).toEqual(["cdk.tf.json"]);
  }, 120_000);

  test("plans the delivered cell without a change, from its JSON and from our HCL", () => {
    expect(cdktf("diff", deployed.stack, "--skip-provider-lock")).toContain("No changes.");
    cdktf("synth", "--hcl");
    expect(cdktf("diff", deployed.stack, "--skip-synth", "--skip-provider-lock")).toContain("No changes.");
    expect(configuration()).toEqual(["cdk.tf"]);
  }, 180_000);

  test("destroys and deploys it, and the delivered tag still has nothing to change", () => {
    expect(cdktf("destroy", deployed.stack, "--auto-approve", "--skip-provider-lock")).toContain(
      "Destroy complete!",
    );
    expect(cdktf("deploy", deployed.stack, "--auto-approve", "--skip-provider-lock")).toContain(
      "Apply complete!",
    );
    expect(deployed.tagform("diff", TAG).exitCode).toBe(EXIT.ok);
  }, 300_000);
});
