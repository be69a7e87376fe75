import { dirname } from "node:path/posix";

import {
  type Cell,
  formatCell,
  latestFolder,
  quote,
  type StateLayout,
  stateLocation,
  type StateStore,
} from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

/** The role of a step that works with states. IAM gives it what it may do; the store holds it to what is said here. */
export interface StateUser {
  readonly roleArn: string;
  /** Plan reads states and holds their locks; apply also writes them. */
  readonly step: "plan" | "apply";
  /**
   * The cells whose states it works with.
   *
   * @default - all that the store keeps
   */
  readonly cells?: readonly Cell[] | undefined;
}

/** A role that works with some of the states only. */
export interface RestrictedRole {
  readonly roleArn: string;
  /** Keys of its states, in order. */
  readonly keys: readonly string[];
  /** Folders of its cells in the bucket: `research/dev-us-east-1`, and `_latest/dev_us-east-1/research` with the marks. */
  readonly folders: readonly string[];
}

/** What the policies of a store must know of who works with it; ARNs in order, whatever the order of the data. */
export interface StateAccess {
  /** Who may read states and hold locks. */
  readonly readers: readonly string[];
  /** Who may also write states. */
  readonly writers: readonly string[];
  readonly restricted: readonly RestrictedRole[];
  /** Who may do what nobody else may: delete a state, or the whole store. */
  readonly breakGlass: readonly string[];
}

export interface StateAccessProps {
  readonly store: StateStore;
  readonly tfBackendConfigPrefix: string;
  readonly layout: StateLayout;
  readonly users: readonly StateUser[];
  readonly breakGlassRoleArns: readonly string[];
}

/** @throws UserError for a role that is named twice, or a cell whose state lies elsewhere */
export function stateAccess({ users, breakGlassRoleArns, ...place }: StateAccessProps): StateAccess {
  const sorted = [...users].sort((a, b) => compare(a.roleArn, b.roleArn));
  const twice = sorted.find(({ roleArn }, index) => sorted[index - 1]?.roleArn === roleArn);
  if (twice !== undefined) {
    throw new UserError(`role ${twice.roleArn} is named twice, give each step a role of its own`);
  }
  const breakGlass = [...breakGlassRoleArns].sort(compare);
  const arnsOf = (those: readonly StateUser[]) => [...those.map(({ roleArn }) => roleArn), ...breakGlass];
  return {
    readers: arnsOf(sorted),
    writers: arnsOf(sorted.filter(({ step }) => step === "apply")),
    restricted: sorted.flatMap(({ roleArn, cells }) =>
      cells === undefined ? [] : [{ roleArn, ...placesOf(cells, place) }],
    ),
    breakGlass,
  };
}

type StorePlace = Omit<StateAccessProps, "users" | "breakGlassRoleArns">;

function placesOf(cells: readonly Cell[], place: StorePlace): Pick<RestrictedRole, "keys" | "folders"> {
  const keys = cells.map((cell) => keyOf(cell, place)).sort(compare);
  const marks = cells.map((cell) => latestFolder(cell).slice(0, -1)).sort(compare);
  return { keys, folders: [...keys.map((key) => dirname(key)), ...marks] };
}

function keyOf(cell: Cell, { store, ...place }: StorePlace): string {
  // Only a build in the store's Region keeps states there.
  const { bucket, key } = stateLocation(cell, { ...place, buildRegion: store.region });
  if (bucket === store.bucket) return key;
  throw new UserError(
    `the state of ${quote(formatCell(cell))} lies in ${bucket}, not in ${store.bucket}: name its role there`,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
