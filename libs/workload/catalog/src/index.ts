import * as kinds from "./kinds";

export { checkData, checkPlacedRelations } from "./check-data";
export { checkDeliveries } from "./check-deliveries";
export { checkRelations } from "./check-relations";
export type { Account, Environment, Team, Workload } from "./environment";
export { kindOf } from "./kind-of";
export { kinds };
