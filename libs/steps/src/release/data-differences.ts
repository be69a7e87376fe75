/** One value that differs between two pieces of data. */
export interface DataDifference {
  /** `workloads.website.capacity.max`, `domains[0]`. */
  readonly path: string;
  /** Absent where there is none. */
  readonly from?: unknown;
  readonly to?: unknown;
}

type Data = Readonly<Record<string, unknown>>;

/** The values that differ, by path; lists of unequal length and values of unequal type differ as a whole. */
export function dataDifferences(from: unknown, to: unknown, path = ""): DataDifference[] {
  if (isData(from) && isData(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
    return keys.flatMap((key) => dataDifferences(from[key], to[key], path === "" ? key : `${path}.${key}`));
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return from.flatMap((value, index) => dataDifferences(value, to[index], `${path}[${index}]`));
  }
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
}

const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);
