import { type Terraform } from "@tagform/toolchain";

import { type ApplyResult } from "./apply-result";

/** The outputs of the state; of sensitive ones only the names. */
export async function readOutputs(
  terraform: Terraform,
): Promise<Pick<ApplyResult, "outputs" | "sensitiveOutputs">> {
  const parsed: unknown = JSON.parse(await terraform.outputsJson());
  const outputs: Record<string, unknown> = {};
  const sensitiveOutputs: string[] = [];
  for (const [name, output] of Object.entries(isObject(parsed) ? parsed : {})) {
    // Whatever is not plainly declared as harmless is left out.
    if (isObject(output) && output["sensitive"] === false) outputs[name] = output["value"];
    else sensitiveOutputs.push(name);
  }
  return { outputs, sensitiveOutputs };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
