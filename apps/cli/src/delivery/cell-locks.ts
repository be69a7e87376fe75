import { cellsOf } from "@tagform/config";
import { type Cell, formatCell, type Region, stateLocation } from "@tagform/deployment";
import {
  type CellLock,
  type Cloud,
  type LockedPlace,
  LockStore,
  readCellLock,
  type Witnesses,
  witnesses,
} from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { selectCells } from "../select-cells";
import { resolveState, type StateOptions } from "../state-options";
import { recordsCloud } from "./records-cloud";

/** How many cells are asked for at once. */
const AT_ONCE = 16;

/** A cell with where its lock is. */
export interface PlacedLock extends LockedPlace {
  readonly cell: Cell;
  readonly environment: Environment;
}

/** Options of all commands about locks. */
export interface LockOptions extends StateOptions {
  readonly endpoint?: string;
  readonly json?: true;
}

/** What a command about locks works with; closed at its end. */
export interface Locks {
  readonly cloud: Cloud;
  readonly store: (place: LockedPlace) => Promise<LockStore>;
  readonly asked: (place: LockedPlace) => Promise<Witnesses>;
}

/** Where the locks of selected cells are; of all cells without a selector. */
export async function placedLocks(
  selectors: readonly string[],
  options: StateOptions,
  env: Context["env"],
): Promise<PlacedLock[]> {
  const selected = await selectCells(selectors.length === 0 ? ["*"] : selectors);
  return selected.map(({ cell, environment }) => placedLock(environment, cell, options, env));
}

/** Where the locks of all cells of an environment are. */
export function locksOf(environment: Environment, options: StateOptions, env: Context["env"]): PlacedLock[] {
  return cellsOf(environment).map((cell) => placedLock(environment, cell, options, env));
}

/** Gives `use` what is needed to read and change locks, one connection for each Region. */
export async function withLocks<T>({ endpoint }: LockOptions, use: (locks: Locks) => Promise<T>): Promise<T> {
  const cloud = await recordsCloud(endpoint);
  const stores = new Map<Region, Promise<LockStore>>();
  const everybody = new Map<Region, Promise<Witnesses>>();
  const store = ({ state }: LockedPlace): Promise<LockStore> =>
    once(stores, state.region, () => LockStore.open(cloud, state));
  const asked = ({ state: { region } }: LockedPlace): Promise<Witnesses> =>
    once(everybody, region, () => witnesses(cloud, region));
  try {
    return await use({ cloud, store, asked });
  } finally {
    for (const opened of stores.values()) (await opened).close();
  }
}

/** Read the locks of cells, in their order. */
export async function readLocks(
  { store, asked }: Locks,
  places: readonly PlacedLock[],
): Promise<(PlacedLock & { readonly lock: CellLock })[]> {
  const found = new Map<string, CellLock>();
  const remaining = places.values();
  const worker = async (): Promise<void> => {
    for (const place of remaining) {
      const lock = await readCellLock(await store(place), place, await asked(place));
      found.set(formatCell(place.cell), lock);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return places.flatMap((place) => {
    const lock = found.get(formatCell(place.cell));
    return lock === undefined ? [] : [{ ...place, lock }];
  });
}

function placedLock(
  environment: Environment,
  cell: Cell,
  options: StateOptions,
  env: Context["env"],
): PlacedLock {
  const { settings } = resolveState(environment, options, env);
  return { cell, environment, state: stateLocation(cell, settings), locks: environment.state.locks };
}

function once<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
