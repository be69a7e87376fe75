import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { convert, type JsonObject, type TerraformJson } from "@tagform/hcl";

import { node, run, secondsOf, takeTurns } from "./measure";
import type { Result } from "./row";

const STACKS = 100;
const RESOURCES = 26;

/** 5.4: JSON to native syntax, against `terraform fmt` over what comes out. */
export function converter(root: string, folder: string, terraform: string | undefined): Result[] {
  const document = sampleStack(root, folder);
  const hcl = path.join(folder, "fmt");
  for (let stack = 0; stack < STACKS; stack += 1) {
    mkdirSync(path.join(hcl, String(stack)), { recursive: true });
    writeFileSync(path.join(hcl, String(stack), "cdk.tf"), convert(document).hcl);
  }
  const what = "  times faster than terraform fmt";
  const format = {
    file: terraform ?? "",
    args: ["fmt", "-list=false", "-write=false", "-recursive"],
    cwd: hcl,
  };
  const taken = takeTurns(5, {
    convert: () => convertAll(document),
    format: () => (terraform === undefined ? NaN : secondsOf(format)),
  });
  return [
    {
      point: "5.4",
      what: `converter, a stack of ${RESOURCES} resources`,
      value: (taken.convert / STACKS) * 1000,
      unit: "ms",
      atMost: 1,
      detail: `of those of a cell with a website, with the data sources that they name; ${STACKS} stacks`,
    },
    terraform === undefined
      ? { point: "5.4", what, skipped: "terraform is not installed" }
      : {
          point: "5.4",
          what,
          value: taken.format / taken.convert,
          unit: "x",
          atLeast: 8,
          detail: `terraform fmt, one process: ${((taken.format / STACKS) * 1000).toFixed(1)} ms a file of the same text`,
        },
  ];
}

function convertAll(document: TerraformJson): number {
  const started = process.hrtime.bigint();
  for (let stack = 0; stack < STACKS; stack += 1) convert(document);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Resources of a cell with a website, every third or so, so that no type counts for more than it does in the cell. */
function sampleStack(root: string, folder: string): TerraformJson {
  const document = websiteCell(root, folder);
  const all = entriesOf(document["resource"]);
  const some = Array.from(
    { length: RESOURCES },
    (_, index) => all[Math.floor((index * all.length) / RESOURCES)]!,
  );
  const text = JSON.stringify(some);
  const meant = entriesOf(document["data"]).filter(([type, name]) =>
    text.includes(["data", type, name, ""].join(".")),
  );
  return { ...document, resource: blocksOf(some), data: blocksOf(meant) };
}

type Entry = readonly [type: string, name: string, body: JsonObject];

const entriesOf = (blocks: unknown): Entry[] =>
  Object.entries(blocks as Record<string, Record<string, JsonObject>>).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]): Entry => [type, name, body]),
  );

function blocksOf(entries: readonly Entry[]): JsonObject {
  const blocks: Record<string, JsonObject> = {};
  for (const [type, name, body] of entries) blocks[type] = { ...blocks[type], [name]: body };
  return blocks;
}

function websiteCell(root: string, folder: string): TerraformJson {
  const outdir = path.join(folder, "json");
  const words = ["synth", "dev_us-east-1/research", "--format", "json", "--out", outdir];
  run(node(root, "apps/cli/bin/tagform.mjs", ...words));
  const file = path.join(outdir, "dev-us-east-1-research/cdk.tf.json");
  return JSON.parse(readFileSync(file, "utf8")) as TerraformJson;
}
