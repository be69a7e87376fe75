import { conditionsHold } from "./condition";
import { listOf, type OneOrMore, type PolicyStatement } from "./policy";
import type { Facts } from "./request";
import { resolve } from "./variable";
import { matches, matchesArn, pattern } from "./wildcard";

/** Whether a statement speaks of the request; its principals are asked for separately. */
export function appliesTo(statement: PolicyStatement, facts: Facts): boolean {
  return (
    actionMatches(statement, facts) &&
    resourceMatches(statement, facts) &&
    conditionsHold(statement.Condition ?? {}, facts)
  );
}

/** Actions are compared without their case, resources with it. */
function actionMatches({ Action, NotAction }: PolicyStatement, { action }: Facts): boolean {
  const names = (actions: OneOrMore<string> | undefined): boolean =>
    listOf(actions).some((name) => matches(pattern(name), action, "i"));
  return NotAction === undefined ? names(Action) : !names(NotAction);
}

function resourceMatches({ Resource, NotResource }: PolicyStatement, facts: Facts): boolean {
  const names = (resources: OneOrMore<string> | undefined): boolean =>
    listOf(resources).some((resource) => {
      const wanted = resolve(resource, facts);
      return wanted !== undefined && matchesArn(wanted, facts.resource);
    });
  if (NotResource !== undefined) return !names(NotResource);
  // A trust policy names no resource: it is the role's.
  return Resource === undefined || names(Resource);
}
