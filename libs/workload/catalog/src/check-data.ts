import { checkEnvironments } from "@tagform/config";
import type { Issue } from "@tagform/outcome";

import { checkDeliveries } from "./check-deliveries";
import { checkRelations } from "./check-relations";
import type { Environment } from "./environment";
import * as kinds from "./kinds";

/** The issues of environments, each by itself and against the others that are given. */
export function checkData(environments: readonly Environment[]): Issue[] {
  return [
    ...checkEnvironments(environments, kinds),
    ...environments.flatMap(checkPlacedRelations),
    ...checkDeliveries(environments),
  ];
}

/** The issues of what workloads of one team say of each other, with paths from the root of all data. */
export function checkPlacedRelations({ name, teams }: Pick<Environment, "name" | "teams">): Issue[] {
  return checkRelations({ teams }).map(({ path, message }) => ({ path: `${name}.${path}`, message }));
}
