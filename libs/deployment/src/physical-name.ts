import { UserError } from "@tagform/outcome";

import { NAME_RULES, type NameRule, type ResourceKind } from "./name-rule";
import { quote } from "./wording";

/**
 * The name a resource gets in AWS: `parts` joined with `-`, checked against AWS's limits for that kind of resource.
 * A KMS alias comes with its `alias/`.
 *
 * @throws UserError with the count and the limit when it is too long or too short, or with the forbidden character
 */
export function physicalName(resource: ResourceKind, ...parts: readonly string[]): string {
  const problem = physicalNameProblem(resource, ...parts);
  if (problem !== undefined) throw new UserError(problem);
  return joined(NAME_RULES[resource], parts);
}

/** What is wrong with such a name, for checks that report several issues; undefined when nothing is. */
export function physicalNameProblem(resource: ResourceKind, ...parts: readonly string[]): string | undefined {
  const rule: NameRule = NAME_RULES[resource];
  const name = joined(rule, parts);
  const subject = `${resource} name ${quote(name)}`;
  const empty = parts.length === 0 || parts.includes("");
  if (empty) return `${subject} has an empty part, every part of a name must say something`;
  if (name.length > rule.longest) {
    const remedy = "shorten the team or workload name";
    return `${subject} has ${name.length} characters, AWS allows ${rule.longest}: ${remedy}`;
  }
  if (name.length < rule.shortest) {
    return `${subject} is shorter than the ${rule.shortest} characters that AWS asks for`;
  }
  if (!rule.pattern.test(name)) return `${subject} is malformed, AWS allows ${rule.allowed}`;
  const reserved = rule.reserved?.find((beginning) => name.startsWith(beginning));
  return reserved === undefined
    ? undefined
    : `${subject} begins with "${reserved}", which AWS keeps for itself`;
}

const joined = ({ prefix = "" }: NameRule, parts: readonly string[]): string => prefix + parts.join("-");
