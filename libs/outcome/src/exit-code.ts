/** How every `tagform` command ends. Documented once in docs/reference/exit-codes.md. */
export const EXIT = {
  /** Done, or nothing to do. */
  ok: 0,
  /** Something failed. */
  error: 1,
  /** Done, and there are changes (plan, diff) or findings (verify). */
  changes: 2,
  /** Refused by a rule: a moved tag, a plan that is not the approved one, a forbidden endpoint. */
  refused: 3,
  /** Another run holds the lock of this cell's state. */
  lockHeld: 4,
  /** Stopped by Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
