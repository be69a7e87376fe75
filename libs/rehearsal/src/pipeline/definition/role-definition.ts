import { type PolicyDocument, type PrincipalRole, synthesizedPolicy } from "@tagform/policy-evaluator";

import { type StackDocument, type StackResource, type TerraformStack } from "./terraform-stack";

/**
 * The roles of a stack by ARN, with their inline policies. Boundaries and attached policies are not the stack's: they are
 * made with the account, and a rehearsal does not judge by them.
 */
export function roleDefinitions(stack: TerraformStack, document: StackDocument): Map<string, PrincipalRole> {
  const policyOf = (resource: StackResource, argument: string): PolicyDocument =>
    policyAt(stack, document, resource, argument);
  const inline = stack.resources("aws_iam_role_policy");
  const roles = stack.resources("aws_iam_role").map((resource): PrincipalRole => {
    const name = stack.text(resource, "name");
    const own = inline.filter((each) => stack.text(each, "role") === name);
    return {
      arn: stack.attribute(resource.address, "arn", resource.address),
      identity: own.map((each) => policyOf(each, "policy")),
      boundary: undefined,
      trust: policyOf(resource, "assume_role_policy"),
    };
  });
  return new Map(roles.map((role) => [role.arn, role]));
}

/** The policy that an argument refers to, or holds as JSON, with its references resolved. */
export function policyAt(
  stack: TerraformStack,
  document: StackDocument,
  resource: StackResource,
  argument: string,
): PolicyDocument {
  const value = resource.arguments[argument];
  const path = `${resource.address}.${argument}`;
  const policy = /^\s*\{/.test(String(value))
    ? (JSON.parse(String(value)) as PolicyDocument)
    : synthesizedPolicy(document, value);
  return stack.resolved(policy, path) as PolicyDocument;
}
