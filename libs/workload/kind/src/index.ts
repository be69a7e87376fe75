export type { ConfigOf, Kind, WorkloadConstructor, WorkloadProps } from "./kind";
export { suppress, type Suppression, suppressionsIn } from "./suppression";
