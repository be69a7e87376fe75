import { INFRA_BUILD_ROLE } from "@tagform/deployment";
import type { CellSession, SourceManifest } from "@tagform/steps";

/**
 * The STS session of a delivery: CloudTrail then tells which tag and commit made a call. The role's trust policy must
 * allow `sts:TagSession` besides `sts:AssumeRole`.
 */
export function sessionOf({ cell, tag, commit }: SourceManifest): CellSession {
  const { environment, scope, team } = cell;
  return { roleName: INFRA_BUILD_ROLE, tags: { environment, scope, team, tag, commit } };
}
