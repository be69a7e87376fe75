import { hostname, userInfo } from "node:os";

/** Who runs this, for approvals and records: `ada@laptop`. */
export function actor(): string {
  return `${userInfo().username}@${hostname()}`;
}
