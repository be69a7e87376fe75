import { blocks } from "./blocks";
import { type Arguments, type TerraformStack } from "./terraform-stack";

/** The function that dispatches deliveries. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** `index.handler` */
  readonly handler: string;
  /** Its package, from the folder of the stack: `assets/dispatch.zip`. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The one function of a stack, undefined where it has none. */
export function functionDefinition(stack: TerraformStack): FunctionDefinition | undefined {
  const [resource] = stack.resources("aws_lambda_function");
  if (resource === undefined) return undefined;
  const path = `${resource.address}.environment`;
  const [environment] = blocks(stack.resolved(resource.arguments["environment"], path));
  const variables = (environment?.["variables"] ?? {}) as Arguments;
  return {
    name: stack.text(resource, "function_name"),
    arn: stack.attribute(resource.address, "arn", resource.address),
    roleArn: stack.text(resource, "role"),
    handler: stack.text(resource, "handler"),
    file: stack.text(resource, "filename"),
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
  };
}
