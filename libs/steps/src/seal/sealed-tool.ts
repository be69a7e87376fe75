import { type Terraform } from "@tagform/toolchain";

import { digestOfFile } from "../digest";
import { requireTool } from "../require-tool";
import { type StepContext } from "../step-context";
import { type SealedTool } from "./seal-statement";

/** What identifies the terraform that runs here. */
export async function sealedTool(terraform: Terraform, context: StepContext): Promise<SealedTool> {
  const { path } = await requireTool("terraform", context);
  const [product, sha256] = await Promise.all([terraform.version(), digestOfFile(path)]);
  return { ...product, platform: `${process.platform}_${process.arch}`, sha256 };
}

/** Why the terraform here must not apply what another one planned. */
export function toolProblems(planned: SealedTool, here: SealedTool): string[] {
  const name = ({ product, version }: SealedTool): string => `${product} ${version}`;
  if (name(planned) !== name(here)) {
    return [`tool version: planned with ${name(planned)}, to be applied with ${name(here)}`];
  }
  if (planned.platform === here.platform && planned.sha256 !== here.sha256) {
    return [`tool: the ${name(here)} here is another program than the one that planned`];
  }
  return [];
}
