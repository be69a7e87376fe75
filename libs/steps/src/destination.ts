import { type Cell, type StateLocation } from "@tagform/deployment";

/** Where a run deploys to, as the environment's data says. */
export interface Destination {
  readonly cell: Cell;
  /** Account of the cell, 12 digits. */
  readonly accountId: string;
  readonly stackName: string;
  readonly state: StateLocation;
}
