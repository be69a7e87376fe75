/** The lock on a state, as terraform describes it. */
export interface LockInfo {
  readonly id: string;
  /** `bucket/key` of the state. */
  readonly path: string;
  /** `OperationTypePlan`, `OperationTypeApply`, ... */
  readonly operation: string;
  /** `user@machine`. */
  readonly who: string;
  /** When it was taken, as terraform prints it. */
  readonly created: string;
}

/**
 * Read the lock that terraform's or tofu's message describes; undefined if it describes none.
 *
 * Works on the plain text of stderr and on boxed diagnostics (`│ ID: ...`).
 */
export function parseLockInfo(message: string): LockInfo | undefined {
  const field = (name: string): string =>
    new RegExp(`^[\\s│]*${name}:[ \\t]+(.*\\S)`, "m").exec(message)?.[1] ?? "";
  const start = message.indexOf("Lock Info:");
  if (start < 0) return undefined;
  const id = /^[\s│]*ID:[ \t]+(\S+)/m.exec(message.slice(start))?.[1];
  if (id === undefined) return undefined;
  return {
    id,
    path: field("Path"),
    operation: field("Operation"),
    who: field("Who"),
    created: field("Created"),
  };
}
