export { workloadRole } from "./workload-role-kind";
export type { WorkloadRoleConfig } from "./workload-role-config";
