import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { TerraformAsset } from "cdktf";
import { Construct } from "constructs";

import { workspaceRoot } from "../workspace-file";
import { dispatchCode, type FunctionCode } from "./dispatch-code";

/** Where code is kept until the cell is written; never committed. */
const KEPT = ".tagform/build/dispatch";

/** How long code of before stays, in ms: longer than any run that may still copy it. */
const KEPT_MS = 2 * 60 * 60_000;

/**
 * Put the dispatch function's code beside the cell's file, into its `assets`: what is verified, planned and sealed holds it.
 * Its path names the SHA-256 of its bytes, by which plan knows that they are those that the verified file means.
 */
export class CodeAsset extends Construct {
  /** Relative to the cell's file. */
  public readonly path: string;
  /** Of the zip, in base 64, as Lambda tells it. */
  public readonly sha256Base64: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const code = dispatchCode();
    const asset = new TerraformAsset(this, "zip", { path: keep(code), assetHash: code.sha256 });
    this.path = asset.path;
    this.sha256Base64 = Buffer.from(code.sha256, "hex").toString("base64");
  }
}

function keep({ zip, sha256 }: FunctionCode): string {
  const kept = join(workspaceRoot(), KEPT);
  const file = join(kept, sha256, "dispatch.zip");
  if (existsSync(file)) return file;
  mkdirSync(join(kept, sha256), { recursive: true });
  // Whole or not at all, for other runs of this moment.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, zip);
  renameSync(part, file);
  for (const other of readdirSync(kept)) {
    const folder = join(kept, other);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(folder, { recursive: true, force: true });
  }
  return file;
}
