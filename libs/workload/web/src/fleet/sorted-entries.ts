/** The entries of data by name: the order in which data is written must not show in what is built from it. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}
