import { assertNoIssues } from "@tagform/outcome";
import { type PrincipalRole } from "@tagform/policy-evaluator";

import { checkPipeline } from "./check-pipeline";
import { type FunctionDefinition, functionDefinition } from "./function-definition";
import { type PipelineDefinition, pipelineDefinition } from "./pipeline-definition";
import { type ProjectDefinition, projectDefinitions } from "./project-definition";
import { roleDefinitions } from "./role-definition";
import { type StoreDefinitions, storeDefinitions } from "./store-definition";
import { placeOf, type StackDocument, type StackPlace, TerraformStack } from "./terraform-stack";

/** What the stack of an environment's delivery defines, read as AWS would. */
export interface DeliveryDefinition {
  readonly place: StackPlace;
  readonly pipeline: PipelineDefinition;
  readonly projects: ReadonlyMap<string, ProjectDefinition>;
  /** By ARN. */
  readonly roles: ReadonlyMap<string, PrincipalRole>;
  readonly stores: StoreDefinitions;
  /** What starts deliveries that may begin. */
  readonly dispatch: FunctionDefinition | undefined;
}

/**
 * Reads the synthesized stack of a delivery.
 *
 * @param keyArns - ARNs of the stack's keys, by address; AWS gives them
 * @throws UserError for what a rehearsal does not know, and with all issues of the pipeline
 */
export function deliveryDefinition(
  document: StackDocument,
  keyArns: ReadonlyMap<string, string>,
): DeliveryDefinition {
  const told = [...keyArns].flatMap(([address, arn]) => [
    [`${address}.arn`, arn] as const,
    [`${address}.id`, arn] as const,
    [`${address}.key_id`, arn.slice(arn.lastIndexOf("/") + 1)] as const,
  ]);
  const stack = new TerraformStack(document, placeOf(document), new Map(told));
  const pipeline = pipelineDefinition(stack);
  const projects = projectDefinitions(stack);
  assertNoIssues(`pipeline ${pipeline.name}`, checkPipeline(pipeline, projects));
  return {
    place: stack.place,
    pipeline,
    projects,
    roles: roleDefinitions(stack, document),
    stores: storeDefinitions(stack, document),
    dispatch: functionDefinition(stack),
  };
}
