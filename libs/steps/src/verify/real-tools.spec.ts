import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { AMBIENT, CHECKOUT, testContext } from "../fixtures/context";
import { EMPTY_CELL, NO_CLOUD } from "../fixtures/delivery";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type SourceLine } from "./finding";
import { verify } from "./verify";
import { type VerifyReport } from "./verify-report";

const STACK = "dev-us-east-1-research";
const FOLDERS = [
  join(CHECKOUT, ".tagform/bin"),
  join(CHECKOUT, ".tagform/venv/bin"),
  ...AMBIENT.PATH.split(":"),
];
const missing = ["terraform", "tflint", "checkov"].filter(
  (tool) => !FOLDERS.some((folder) => existsSync(join(folder, tool))),
);
const describeReal = missing.length === 0 ? describe : describe.skip;

/** A configuration that needs no provider but terraform's own. */
const CLEAN = `terraform {
  required_version = ">= 1.10.0"
}

resource "terraform_data" "greeting" {
  input = "hello"
}
`;

const site = (): SourceLine => ({ file: join(CHECKOUT, "libs/example.ts"), line: 7 });
const ELEMENTS = ["terraform", "terraform_data.wrong"].map((address) => ({
  address,
  path: `${STACK}/${address}`,
  site,
}));

async function verifyText(text: string): Promise<{ report: VerifyReport; run: string }> {
  const run = temporaryFolder();
  writeFileSync(join(run, "cloud.json"), JSON.stringify(NO_CLOUD));
  const directory = join(run, "synth", STACK);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "cdk.tf"), text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  const cell = {
    stackName: STACK,
    directory,
    file: "cdk.tf",
    sha256,
    warnings: [],
    suppressions: [],
    document: EMPTY_CELL,
    elements: ELEMENTS,
  };
  const synthesize = (): Promise<typeof cell> => Promise.resolve(cell);
  return { report: await verify({ run, synthesize, mode: "rehearsal" }, testContext()), run };
}

describeReal(`with the real tools${missing.length === 0 ? "" : ` (missing: ${missing.join(", ")})`}`, () => {
  test("a clean configuration passes", async () => {
    const { report, run } = await verifyText(CLEAN);
    expect(report.checks.map(({ name, status, problem }) => [name, status, problem])).toEqual([
      ["terraform fmt", "passed", undefined],
      ["terraform validate", "passed", undefined],
      ["tflint", "passed", undefined],
      ["checkov", "passed", undefined],
      ["policy", "passed", undefined],
    ]);
    expect(report.ok).toBe(true);
    expect(readFileSync(join(run, "verify/report.sarif"), "utf8")).toContain('"version": "2.1.0"');
  }, 60_000);

  test("each tool finds its own, at the right place", async () => {
    const { report } = await verifyText(
      `${CLEAN}\nresource "terraform_data" "wrong" {\n  outputs = 1\n  input= 2\n}\n\nlocals {\n  unused = 1\n}\n`,
    );
    const found = report.findings.map(({ tool, rule, address, line }) => [tool, rule, address, line]);
    expect(found).toEqual(
      expect.arrayContaining([
        ["terraform validate", "terraform_validate", "terraform_data.wrong", 10],
        ["tflint", "terraform_unused_declarations", "locals", 15],
      ]),
    );
    expect(found.some(([tool]) => tool === "terraform fmt")).toBe(true);
    expect(report.checks[3]).toMatchObject({ status: "passed" });
    for (const { construct, source } of report.findings) {
      expect(construct).toMatch(/^dev-us-east-1-research\/terraform/);
      expect(source).toEqual({ file: "libs/example.ts", line: 7 });
    }
  }, 60_000);

  test("a broken file passes nowhere", async () => {
    const { report } = await verifyText('resource "terraform_data" "a" {\n');
    expect(report.checks.map(({ status }) => status)).toEqual([
      "failed",
      "failed",
      "failed",
      "failed",
      "passed",
    ]);
  }, 60_000);
});
