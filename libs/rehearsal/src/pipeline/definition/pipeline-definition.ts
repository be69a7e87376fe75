import { UserError } from "@tagform/outcome";

import { blocks, optionalText, texts } from "./blocks";
import { type Arguments, type StackResource, type TerraformStack } from "./terraform-stack";

/** What an action does. Others are not rehearsed. */
export type ActionProvider = "S3" | "CodeBuild" | "Manual";

export interface ActionDefinition {
  readonly name: string;
  readonly provider: ActionProvider;
  readonly namespace: string | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Under CodePipeline's own names, variables (`#{...}`) in them as they are. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Actions of one stage with the same number run at the same time. */
  readonly runOrder: number;
}

/** A rule that is asked before a stage begins. */
export interface RuleDefinition {
  readonly name: string;
  /** `VariableCheck`; others are not rehearsed. */
  readonly provider: string;
  readonly configuration: Readonly<Record<string, string>>;
}

export interface EntryCondition {
  /** What becomes of the stage when a rule does not hold. */
  readonly result: "FAIL" | "SKIP";
  readonly rules: readonly RuleDefinition[];
}

export interface StageDefinition {
  readonly name: string;
  readonly entry: EntryCondition | undefined;
  /** In the order in which they run. */
  readonly actions: readonly ActionDefinition[];
}

export interface PipelineDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly artifactBucket: string;
  /** ARN of the key that encrypts artifacts. */
  readonly artifactKeyArn: string | undefined;
  /** Variables of an execution, with their defaults. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stages: readonly StageDefinition[];
}

const PROVIDERS: Readonly<Record<string, ActionProvider>> = {
  "Source/S3": "S3",
  "Build/CodeBuild": "CodeBuild",
  "Test/CodeBuild": "CodeBuild",
  "Approval/Manual": "Manual",
};

/** Reads the pipeline of a stack. @throws UserError if there is not one, or if it holds what is not rehearsed */
export function pipelineDefinition(stack: TerraformStack): PipelineDefinition {
  const [resource, ...others] = stack.resources("aws_codepipeline");
  if (resource === undefined || others.length > 0) {
    throw new UserError(`the delivery stack has ${others.length + 1} pipelines, a rehearsal runs one`);
  }
  assertIsRehearsed(stack, resource);
  const part = (name: string): readonly Arguments[] =>
    blocks(stack.resolved(resource.arguments[name], `${resource.address}.${name}`));
  const [store] = part("artifact_store");
  return {
    name: stack.text(resource, "name"),
    arn: stack.attribute(resource.address, "arn", resource.address),
    roleArn: stack.text(resource, "role_arn"),
    artifactBucket: String(store?.["location"]),
    artifactKeyArn: optionalText(blocks(store?.["encryption_key"])[0]?.["id"]),
    variables: Object.fromEntries(
      part("variable").map((each) => [String(each["name"]), optionalText(each["default_value"])]),
    ),
    stages: part("stage").map((each) => stageDefinition(each, resource.address)),
  };
}

function assertIsRehearsed(stack: TerraformStack, resource: StackResource): void {
  const type = stack.optionalText(resource, "pipeline_type");
  if (type !== "V2")
    throw new UserError(`${resource.address}.pipeline_type: must be V2, got ${type ?? "V1"}`);
  const mode = stack.optionalText(resource, "execution_mode");
  if (mode === "PARALLEL") return;
  throw new UserError(
    `${resource.address}.execution_mode: a rehearsal knows PARALLEL, got ${mode ?? "SUPERSEDED"}`,
  );
}

function stageDefinition(stage: Arguments, address: string): StageDefinition {
  const name = String(stage["name"]);
  const path = `${address}.stage ${name}`;
  for (const known of ["on_failure", "on_success"]) {
    if (blocks(stage[known]).length > 0) throw new UserError(`${path}: a rehearsal does not know ${known}`);
  }
  const actions = blocks(stage["action"]).map((each) => actionDefinition(each, path));
  return {
    name,
    entry: entryCondition(stage, path),
    actions: [...actions].sort((a, b) => a.runOrder - b.runOrder),
  };
}

function actionDefinition(action: Arguments, path: string): ActionDefinition {
  const name = String(action["name"]);
  const kind = `${String(action["category"])}/${String(action["provider"])}`;
  const provider = PROVIDERS[kind];
  if (provider === undefined) {
    const known = Object.keys(PROVIDERS).join(", ");
    throw new UserError(`${path}, action ${name}: a rehearsal does not know ${kind}, only ${known}`);
  }
  if (action["role_arn"] !== undefined) {
    throw new UserError(`${path}, action ${name}: a rehearsal knows no role of an action's own`);
  }
  return {
    name,
    provider,
    namespace: optionalText(action["namespace"]),
    inputs: texts(action["input_artifacts"]),
    outputs: texts(action["output_artifacts"]),
    configuration: textFields(action["configuration"]),
    runOrder: Number(action["run_order"] ?? 1),
  };
}

function entryCondition(stage: Arguments, path: string): EntryCondition | undefined {
  const [entry] = blocks(stage["before_entry"]);
  if (entry === undefined) return undefined;
  const [condition, ...others] = blocks(entry["condition"]);
  const result = condition?.["result"];
  if (condition === undefined || others.length > 0 || (result !== "SKIP" && result !== "FAIL")) {
    throw new UserError(`${path}.before_entry: must have one condition with the result SKIP or FAIL`);
  }
  const rules = blocks(condition["rule"]).map((rule) => ({
    name: String(rule["name"]),
    provider: String(blocks(rule["rule_type_id"])[0]?.["provider"]),
    configuration: textFields(rule["configuration"]),
  }));
  const unknown = rules.find(({ provider }) => provider !== "VariableCheck");
  if (unknown === undefined) return { result, rules };
  throw new UserError(`${path}, rule ${unknown.name}: a rehearsal does not know ${unknown.provider}`);
}

function textFields(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((value ?? {}) as Arguments).map(([key, each]) => [key, String(each)]),
  );
}
