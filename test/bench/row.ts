/** One number of the bench and, where issue and machine allow to judge it, its bound. */
export interface Row {
  /** Of the issue, `5.1`. */
  readonly point: string;
  readonly what: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "x" | "%";
  /** `x` means how many times the peer's, or how many times faster: `what` says which. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** What was compared, so that the number can be judged. */
  readonly detail: string;
}

/** What could not be measured here, and why. */
export interface Skipped {
  readonly point: string;
  readonly what: string;
  readonly skipped: string;
}

export type Result = Row | Skipped;

export type Verdict = "met" | "missed" | "no bound" | "skipped";

export function verdict(result: Result): Verdict {
  if ("skipped" in result) return "skipped";
  const { value, atMost, atLeast } = result;
  if (atMost === undefined && atLeast === undefined) return "no bound";
  return value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity) ? "met" : "missed";
}

/** The results as a table for a terminal. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.point,
    result.what,
    "skipped" in result ? "-" : number(result.value, result.unit),
    "skipped" in result ? "-" : bound(result),
    verdict(result).toUpperCase(),
    "skipped" in result ? result.skipped : result.detail,
  ]);
  const all = [["", "WHAT", "MEASURED", "BOUND", "", "HOW"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) => row.map((text, column) => text.padEnd(widths[column]!)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

export const number = (value: number, unit: Row["unit"]): string =>
  `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`;

function bound({ atMost, atLeast, unit }: Row): string {
  if (atMost !== undefined) return `<= ${atMost} ${unit}`;
  return atLeast === undefined ? "" : `>= ${atLeast} ${unit}`;
}
