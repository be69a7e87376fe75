import { type Cell, type Region } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

/** Cells that may be deployed at the same time, once those of the waves before are. */
export interface Wave {
  /** `global`, `canary us-east-1`, `other Regions`. */
  readonly name: string;
  readonly cells: readonly Cell[];
}

export interface WavesRequest {
  readonly cells: readonly Cell[];
  /** Regions of the environment, in the order of its data. */
  readonly regions: readonly Region[];
  /**
   * The Region that goes first.
   *
   * @default - the first of `regions` that any of the cells is in
   */
  readonly canary?: string;
}

/**
 * The order in which cells of one environment are deployed: the global ones, which others look up, then one Region
 * that shows whether the change is good, then all others.
 *
 * @throws UserError if no cell is in the canary Region
 */
export function wavesOf({ cells, regions, canary }: WavesRequest): Wave[] {
  const scopes = new Set<string>(cells.map(({ scope }) => scope));
  const used = regions.filter((region) => scopes.has(region));
  if (canary !== undefined && !used.some((region) => region === canary)) {
    const allowed = used.length === 0 ? "none of the cells is in a Region" : `allowed are ${used.join(", ")}`;
    throw new UserError(`canary Region "${canary}" has none of the cells, ${allowed}`);
  }
  const first = canary ?? used[0];
  return [
    { name: "global", cells: cells.filter(({ scope }) => scope === "global") },
    { name: `canary ${first}`, cells: cells.filter(({ scope }) => scope === first) },
    { name: "other Regions", cells: cells.filter(({ scope }) => scope !== "global" && scope !== first) },
  ].filter((wave) => wave.cells.length > 0);
}
