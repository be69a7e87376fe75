import type { EnvironmentName } from "./environment-name";
import { physicalName } from "./physical-name";

/** The steps that run in the tooling account under a role of their own; approve is a person's. */
export const ROLE_STEPS = ["source", "verify", "plan", "apply", "record"] as const;

export type RoleStep = (typeof ROLE_STEPS)[number];

/** Path of the roles of steps. */
export const STEP_ROLE_PATH = "/tagform/";

/**
 * Name of the role under which a step of an environment runs: `tagform-dev-plan`. Workload accounts trust these names, so
 * that they can be made before the roles.
 */
export function stepRoleName(environment: EnvironmentName, step: RoleStep): string {
  return physicalName("role", "tagform", environment, step);
}

/** Name of the CodeBuild project that runs a step of an environment: `tagform-dev-plan`. */
export function stepProjectName(environment: EnvironmentName, step: RoleStep): string {
  return physicalName("codebuildProject", "tagform", environment, step);
}
