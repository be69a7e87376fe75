import type { Cell } from "@tagform/deployment";
import type { CellSession } from "@tagform/steps";

/** What a session works for. */
export interface SessionSubject {
  readonly cell: Cell;
  readonly tag: string;
  readonly commit: string;
}

/**
 * The STS session in the cell's account, as a role that is there: `InfraPlanRole` plans, `InfraBuildRole` applies. By its
 * tags CloudTrail tells which tag and commit made a call; the role asks for all of them.
 */
export function sessionOf({ cell, tag, commit }: SessionSubject, roleName: string): CellSession {
  const { environment, scope, team } = cell;
  return { roleName, tags: { environment, scope, team, tag, commit } };
}
