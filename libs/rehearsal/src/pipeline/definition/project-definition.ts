import { UserError } from "@tagform/outcome";

import { type Buildspec, parseBuildspec } from "../build/buildspec";
import { blocks, optionalText } from "./blocks";
import { type Arguments, type StackResource, type TerraformStack } from "./terraform-stack";

/** A CodeBuild project, as far as a rehearsal runs it. */
export interface ProjectDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly buildspec: Buildspec;
  readonly environment: Readonly<Record<string, string>>;
  /** The groups of filters of its webhook: a push starts it if all filters of one group fit. */
  readonly webhook: readonly (readonly WebhookFilter[])[] | undefined;
}

export interface WebhookFilter {
  /** `EVENT`, `HEAD_REF` */
  readonly type: string;
  readonly pattern: string;
}

/** The projects of a stack, by name. @throws UserError for a buildspec or a variable that is not rehearsed */
export function projectDefinitions(stack: TerraformStack): Map<string, ProjectDefinition> {
  const projects = stack.resources("aws_codebuild_project").map((each) => projectDefinition(stack, each));
  return new Map(projects.map((project) => [project.name, project]));
}

function projectDefinition(stack: TerraformStack, resource: StackResource): ProjectDefinition {
  const { address } = resource;
  const name = stack.text(resource, "name");
  const part = (key: string): Arguments =>
    blocks(stack.resolved(resource.arguments[key], `${address}.${key}`))[0] ?? {};
  const source = part("source");
  const buildspec = optionalText(source["buildspec"]);
  if (buildspec?.includes("\n") !== true) {
    throw new UserError(`${address}.source.buildspec: must be the text itself, not a file of the source`);
  }
  return {
    name,
    arn: stack.attribute(address, "arn", address),
    roleArn: stack.text(resource, "service_role"),
    buildspec: parseBuildspec(buildspec, name),
    environment: environmentOf(part("environment"), address),
    webhook: webhookOf(stack, name),
  };
}

function environmentOf(environment: Arguments, address: string): Record<string, string> {
  const variables = blocks(environment["environment_variable"]).map((each) => {
    const name = String(each["name"]);
    const type = optionalText(each["type"]) ?? "PLAINTEXT";
    if (type === "PLAINTEXT") return [name, String(each["value"])] as const;
    throw new UserError(`${address}: variable ${name} is of type ${type}, a rehearsal knows PLAINTEXT`);
  });
  return Object.fromEntries(variables);
}

function webhookOf(stack: TerraformStack, project: string): ProjectDefinition["webhook"] {
  const hook = stack
    .resources("aws_codebuild_webhook")
    .find((each) => stack.text(each, "project_name") === project);
  if (hook === undefined) return undefined;
  const groups = blocks(stack.resolved(hook.arguments["filter_group"], `${hook.address}.filter_group`));
  return groups.map((group) =>
    blocks(group["filter"]).map((filter) => {
      if (filter["exclude_matched_pattern"] === true) {
        throw new UserError(`${hook.address}: a rehearsal does not know filters that exclude`);
      }
      return { type: String(filter["type"]), pattern: String(filter["pattern"]) };
    }),
  );
}

/** Whether a pushed reference starts the project by its webhook. */
export function webhookFits({ webhook = [] }: ProjectDefinition, reference: string): boolean {
  return webhook.some((group) =>
    group.every(({ type, pattern }) => {
      if (type === "EVENT") return pattern.split(",").some((each) => each.trim() === "PUSH");
      if (type === "HEAD_REF") return new RegExp(pattern).test(reference);
      throw new UserError(`webhook filter ${type} is unknown to a rehearsal, only EVENT and HEAD_REF`);
    }),
  );
}
