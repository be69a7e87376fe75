import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { TerraformAsset } from "cdktf";
import { Construct } from "constructs";

import { workspaceRoot } from "../workspace-file";
import { dispatchCode } from "./dispatch-code";

/** Where what cells are made of is kept between runs; never committed. */
const KEPT = ".tagform/build/dispatch";

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
    const { zip, sha256 } = dispatchCode();
    const folder = join(workspaceRoot(), KEPT, sha256);
    const file = join(folder, "dispatch.zip");
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true });
      // Whole or not at all, for other runs of this moment.
      const part = `${file}.${process.pid}`;
      writeFileSync(part, zip);
      renameSync(part, file);
    }
    const asset = new TerraformAsset(this, "zip", { path: file, assetHash: sha256 });
    this.path = asset.path;
    this.sha256Base64 = Buffer.from(sha256, "hex").toString("base64");
  }
}
