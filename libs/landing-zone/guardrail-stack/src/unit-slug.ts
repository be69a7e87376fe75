/** A unit's path in a name: `workloads-dev` for `Workloads/Dev`. */
export const unitSlug = (path: string): string =>
  path
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
