import { type Cell, formatCell } from "./cell";
import { readText, TAG_GRAMMAR } from "./tag-text";

/** What a git tag says: which cell to deploy, as which version. */
export interface DeploymentTag {
  readonly cell: Cell;
  readonly version: string;
}

/**
 * Reads `dev_us-east-1/research/1.0`.
 *
 * @throws UserError that names the wrong part, what came and what is allowed
 */
export function parseDeploymentTag(text: string): DeploymentTag {
  const { environment, scope, team, version } = readText("deployment tag", text, TAG_GRAMMAR);
  return { cell: { environment, scope, team }, version };
}

/** `dev_us-east-1/research/1.0`, the inverse of {@link parseDeploymentTag}. */
export function formatDeploymentTag({ cell, version }: DeploymentTag): string {
  return `${formatCell(cell)}/${version}`;
}

export function isSameDeploymentTag(left: DeploymentTag, right: DeploymentTag): boolean {
  return formatDeploymentTag(left) === formatDeploymentTag(right);
}
