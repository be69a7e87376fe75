import { pipelineRoleName, type RoleStep, STEP_ROLE_PATH, stepRoleName } from "@tagform/deployment";

import type { DeliveryPlace } from "./delivery-place";

/** ARN of a role of the tooling account, by its name with its path. */
export const roleArn = ({ partition, accountId }: DeliveryPlace, role: string): string =>
  `arn:${partition}:iam::${accountId}:role/${role}`;

/** ARN that the role of a step has or will have: who names it here needs no resource of it. */
export const stepRoleArn = (place: DeliveryPlace, step: RoleStep): string =>
  roleArn(place, `${STEP_ROLE_PATH.slice(1)}${stepRoleName(place.environment, step)}`);

/** ARN that the pipeline's role has or will have. */
export const pipelineRoleArn = (place: DeliveryPlace): string =>
  roleArn(place, pipelineRoleName(place.environment));
