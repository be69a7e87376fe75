export type { ConfigOf, Kind, WorkloadConstructor, WorkloadProps } from "./kind";
