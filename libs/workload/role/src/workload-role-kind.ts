import type { Kind } from "@tagform/workload-kind";

import { checkWorkloadRole } from "./check-workload-role";
import type { WorkloadRoleConfig } from "./workload-role-config";

export const workloadRole: Kind<WorkloadRoleConfig> = {
  kind: "workload-role",
  summary: "the IAM role of a regional workload's instances, on request per Region and versioned",
  scope: "global",
  check: checkWorkloadRole,
  load: async () => (await import("./workload-role")).WorkloadRole,
};
