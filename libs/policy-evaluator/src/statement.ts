import { conditionsHold, unknownKeys } from "./condition";
import { listOf, type OneOrMore, type PolicyStatement } from "./policy";
import { type Facts, UNKNOWN } from "./request";
import { all, any, not, type Truth, truthOf } from "./truth";
import { resolve } from "./variable";
import { matches, matchesArn, matchesOpenArn, pattern } from "./wildcard";

/** Whether a statement speaks of the request; its principals are asked for separately. */
export function appliesTo(statement: PolicyStatement, facts: Facts): Truth {
  return all([
    truthOf(actionMatches(statement, facts)),
    resourceMatches(statement, facts),
    conditionsHold(statement.Condition ?? {}, facts),
  ]);
}

/** What would have to be known to say whether a statement speaks of the request: condition keys, or the resource. */
export function unknownsOf(statement: PolicyStatement, facts: Facts): string[] {
  const resource = resourceMatches(statement, facts) === "unknown" ? ["the resource's ARN"] : [];
  return [...resource, ...unknownKeys(statement.Condition ?? {}, facts)];
}

/** Actions are compared without their case, resources with it. */
function actionMatches({ Action, NotAction }: PolicyStatement, { action }: Facts): boolean {
  const names = (actions: OneOrMore<string> | undefined): boolean =>
    listOf(actions).some((name) => matches(pattern(name), action, "i"));
  return NotAction === undefined ? names(Action) : !names(NotAction);
}

function resourceMatches({ Resource, NotResource }: PolicyStatement, facts: Facts): Truth {
  const names = (resources: OneOrMore<string> | undefined): Truth =>
    any(listOf(resources).map((resource) => resourceIsNamed(resource, facts)));
  if (NotResource !== undefined) return not(names(NotResource));
  // A trust policy names no resource: it is the role's.
  return Resource === undefined ? "yes" : names(Resource);
}

function resourceIsNamed(text: string, facts: Facts): Truth {
  const wanted = resolve(text, facts);
  if (wanted === UNKNOWN) return "unknown";
  if (wanted === undefined) return "no";
  return facts.isResourceOpen
    ? matchesOpenArn(wanted, facts.resource)
    : truthOf(matchesArn(wanted, facts.resource));
}
