import { RefusedError } from "@tagform/outcome";

import type { RequestTables } from "../aws/request-table";
import { canonical, type PlannedAccount } from "../plan/account-plan";

/**
 * Requests that AFT works on at the same time at most. Before 1.21.0 more than 200 changes at once overflowed what its
 * state machine hands on, and more than 350 accounts do so later: half of that leaves room for changes of others.
 */
export const BATCH = 100;
export const LARGEST_BATCH = 200;

export interface RequestsToVend {
  /** What the approved plan still has to do. */
  readonly open: readonly PlannedAccount[];
  readonly tables: RequestTables;
  /** How many requests AFT is working on now. */
  readonly underWay: number;
  /** @default 100 */
  readonly batch?: number;
}

export interface VendedRequests {
  /** Names of the accounts whose requests were written, or had been by another run at the same time. */
  readonly written: readonly string[];
  /** Names of those that wait until AFT is through with others. */
  readonly waiting: readonly string[];
}

/**
 * Writes requests into AFT's table, whose stream AFT follows; as many as it can take now. Each is written only over what
 * the plan found there, so that two runs at once, or one that ended early and is repeated, write it once.
 *
 * @throws RefusedError where somebody else has written something else meanwhile; what was written before stays
 */
export async function vendRequests(request: RequestsToVend): Promise<VendedRequests> {
  const { open, tables, underWay, batch = BATCH } = request;
  const room = Math.max(0, batch - underWay);
  const written: string[] = [];
  // One after the other: a table of AFT takes one write a second.
  for (const { name, request: change } of open.slice(0, room)) {
    if (change === null) continue;
    const { before, after } = change;
    const isWritten = await tables.put(after, before ?? undefined);
    if (!isWritten && canonical(await tables.request(after["id"]?.S ?? "")) !== canonical(after)) {
      throw new RefusedError(
        `${name}: somebody else has changed its request since the plan was made` +
          `${written.length === 0 ? "" : `; ${written.join(", ")} were written before`}: run tagform accounts plan again`,
      );
    }
    written.push(name);
  }
  return { written, waiting: open.slice(room).map(({ name }) => name) };
}
