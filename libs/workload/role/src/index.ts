export type { WorkloadRoleConfig } from "./workload-role-config";
export { workloadRole } from "./workload-role-kind";
