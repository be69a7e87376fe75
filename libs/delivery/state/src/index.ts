export { EnvironmentState, type EnvironmentStateProps } from "./environment-state";
export type { StateUser } from "./state-user";
