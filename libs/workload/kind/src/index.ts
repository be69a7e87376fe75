export { callFrames, type Frame, type Site, siteOf } from "./call-site";
export type { ConfigOf, Kind, WorkloadConstructor, WorkloadProps } from "./kind";
export { suppress, type Suppression, suppressionsIn, type SuppressOptions } from "./suppression";
