export { endpointsOf } from "./endpoints";
export type { RegionalFailoverConfig } from "./failover-config";
export { regionalFailover } from "./failover-kind";
