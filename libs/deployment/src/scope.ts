import { isRegion, type Region } from "./region";

/** Where a cell deploys: one Region, or `global` for what an account has once (IAM). */
export type Scope = Region | "global";

export function isScope(text: string): text is Scope {
  return text === "global" || isRegion(text);
}
