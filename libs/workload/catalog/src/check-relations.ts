import type { Issue } from "@tagform/outcome";

import { checkFailovers } from "./check-failovers";
import { checkInstanceRoles } from "./check-instance-roles";
import type { Environment } from "./environment";

/** The issues of workloads that need others: of another kind, and in another cell of the same team. */
export function checkRelations(environment: Pick<Environment, "teams">): Issue[] {
  return [...checkInstanceRoles(environment), ...checkFailovers(environment)];
}
