import type { Kind } from "@tagform/workload-kind";

import { checkRegionalFailover } from "./check-failover";
import type { RegionalFailoverConfig } from "./failover-config";

export const regionalFailover: Kind<RegionalFailoverConfig> = {
  kind: "regional-failover",
  summary: "one DNS name over the load balancers of several Regions, with health checks",
  scope: "global",
  check: checkRegionalFailover,
  beforeRetiring: ({ deletable }) =>
    deletable === undefined
      ? "users reach the Regions by its records; set deletable with a reason, deploy that, and retire it then"
      : undefined,
  load: async () => (await import("./regional-failover")).RegionalFailover,
};
