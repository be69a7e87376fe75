import * as kinds from "./kinds";

export { checkInstanceRoles } from "./check-instance-roles";
export type { Environment, Team, Workload } from "./environment";
export { kindOf } from "./kind-of";
export { kinds };
