export type { WebConfig } from "./web-config";
export { web } from "./web-kind";
