import type { EnvironmentName } from "./environment-name";
import type { Scope } from "./scope";
import { CELL_GRAMMAR, readText } from "./tag-text";

/** Environment + scope + team: exactly one Terraform state, one account and one queue of deployments. */
export interface Cell {
  readonly environment: EnvironmentName;
  readonly scope: Scope;
  readonly team: string;
}

/**
 * Reads `dev_us-east-1/research`.
 *
 * @throws UserError that names the wrong part, what came and what is allowed
 */
export function parseCell(text: string): Cell {
  const { environment, scope, team } = readText("cell", text, CELL_GRAMMAR);
  return { environment, scope, team };
}

/** `dev_us-east-1/research`, the inverse of {@link parseCell}; globs such as `dev_*` + `/research` match on this text. */
export function formatCell({ environment, scope, team }: Cell): string {
  return `${environment}_${scope}/${team}`;
}

export function isSameCell(left: Cell, right: Cell): boolean {
  return formatCell(left) === formatCell(right);
}
