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
      detail: `resources of a cell with a website, ${STACKS} stacks`,
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

/** The first resources of a cell with a website; what refers to the others is not evaluated here. */
function sampleStack(root: string, folder: string): TerraformJson {
  const outdir = path.join(folder, "json");
  run(
    node(
      root,
      "apps/cli/bin/tagform.mjs",
      "synth",
      "dev_us-east-1/research",
      "--format",
      "json",
      "--out",
      outdir,
    ),
  );
  const file = path.join(outdir, "dev-us-east-1-research/cdk.tf.json");
  const document = JSON.parse(readFileSync(file, "utf8")) as TerraformJson;
  const byType = document["resource"] as Record<string, JsonObject>;
  const all = Object.entries(byType).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => ({ type, name })),
  );
  const kept: Record<string, JsonObject> = {};
  for (const { type, name } of all.slice(0, RESOURCES)) {
    kept[type] = { ...kept[type], [name]: byType[type]![name]! };
  }
  return { ...document, resource: kept };
}
