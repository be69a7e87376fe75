import { readFile } from "node:fs/promises";

import { type Terraform } from "@tagform/toolchain";

import { type RunDirectory } from "../run-directory";
import { type ApplyResult } from "./apply-result";

type Outputs = Pick<ApplyResult, "outputs" | "sensitiveOutputs">;

/** The outputs of the state; of sensitive ones only the names. */
export async function readOutputs(terraform: Terraform): Promise<Outputs> {
  return withoutSecrets(JSON.parse(await terraform.outputsJson()));
}

/** The outputs as a plan of this run expects them: of one that changes nothing, those of the state. */
export async function plannedOutputs({ planJson }: RunDirectory): Promise<Outputs> {
  const plan: unknown = JSON.parse(await readFile(planJson, "utf8"));
  const values = isObject(plan) ? plan["planned_values"] : undefined;
  return withoutSecrets(isObject(values) ? values["outputs"] : undefined);
}

function withoutSecrets(all: unknown): Outputs {
  const outputs: Record<string, unknown> = {};
  const sensitiveOutputs: string[] = [];
  for (const [name, output] of Object.entries(isObject(all) ? all : {})) {
    // Whatever is not plainly declared as harmless is left out.
    if (isObject(output) && output["sensitive"] === false) outputs[name] = output["value"];
    else sensitiveOutputs.push(name);
  }
  return { outputs, sensitiveOutputs };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
