import type { Cell } from "./cell";

/** `dev-us-east-1-research`: the name of the cell's stack and of its folder; different for different cells. */
export function stackName({ environment, scope, team }: Cell): string {
  return `${environment}-${scope}-${team}`;
}
