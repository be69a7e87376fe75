const VERSION = /(?<![\d.])(\d+)\.(\d+)(?:\.(\d+))?/;

/** The first version number in a text, as `MAJOR.MINOR.PATCH`; undefined if there is none. */
export function findVersion(text: string): string | undefined {
  const [, major, minor, patch] = VERSION.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}.${patch ?? "0"}`;
}

/** Whether `version` is `minimum` or newer; both as {@link findVersion} gives them. */
export function isAtLeast(version: string, minimum: string): boolean {
  const wanted = numbers(minimum);
  for (const [index, number] of numbers(version).entries()) {
    const other = wanted[index] ?? 0;
    if (number !== other) return number > other;
  }
  return true;
}

function numbers(version: string): number[] {
  return version.split(".").map(Number);
}
