export { web } from "./web-kind";
export type { WebConfig } from "./web-config";
