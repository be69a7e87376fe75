import { readFileSync } from "node:fs";
import path from "node:path";

import { PINNED } from "@tagform/toolchain";

import { runModule } from "./evaluate";

const read = (file: string): string => readFileSync(path.join(__dirname, file), "utf8");
const requirements = read("requirements.txt");

test("set-up installs the versions that the toolchain accepts", () => {
  const { terraform, tflint } = JSON.parse(read("checksums.json")) as Record<
    "terraform" | "tflint",
    { version: string; url: string }
  >;
  expect([terraform.version, tflint.version]).toEqual([PINNED.terraform, PINNED.tflint]);
  expect(terraform.url).toContain(`_${PINNED.terraform}_`);
  expect(tflint.url).toContain(`/v${PINNED.tflint}/`);
  expect(requirements).toMatch(new RegExp(`^checkov==${PINNED.checkov} `, "m"));
  expect(requirements).toMatch(new RegExp(`^moto==${PINNED.moto} `, "m"));
  expect(read("aws-rule-set.mjs")).toContain(`VERSION = "${PINNED.tflintRulesetAws}"`);
  expect(read("terraform.mjs")).toContain(`TERRAFORM = "${PINNED.terraformMinimum}"`);
  expect(read("terraform.mjs")).toContain(`TOFU = "${PINNED.tofuMinimum}"`);
});

test("every Python package has a checksum and comes from the configured index", () => {
  const entries = requirements.split(/\n(?=[a-z0-9])/i).filter((entry) => !entry.startsWith("#"));
  expect(entries.length).toBeGreaterThan(100);
  for (const entry of entries) expect(entry).toMatch(/==[^\n]+\\\n    --hash=sha256:[0-9a-f]{64}/);
  expect(requirements).not.toMatch(/--(extra-)?index-url|--find-links|:\/\//);
});

test("a Node that is too old is refused with the version that is needed", () => {
  const file = path.join(__dirname, "node-version.mjs");
  const pretend = `Object.defineProperty(process, "versions", { value: { node: "18.20.8" } });`;
  expect(runModule(`${pretend} await import(${JSON.stringify(file)});`)).toEqual({
    exitCode: 1,
    output: "set-up: this is Node 18.20.8, Tagform needs Node >= 20.19: install it from nodejs.org\n",
  });
});
