/** JSON whose bytes depend on the value alone: keys in the order of their code units, no white space, nothing undefined. */
export function canonicalJson(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

function sorted(part: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
