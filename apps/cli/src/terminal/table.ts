const GAP = "  ";

/** Left-aligned columns; the last one is cut with `…` where the line would pass `width`. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) => cut(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP), width))
    .join("\n");
}

/** `name   value` lines, the values aligned; a value of several lines is indented. */
export function fields(pairs: readonly (readonly [name: string, value: string])[]): string {
  const indent = Math.max(...pairs.map(([name]) => name.length)) + GAP.length;
  return pairs
    .map(([name, value]) => name.padEnd(indent) + value.split("\n").join(`\n${" ".repeat(indent)}`))
    .join("\n");
}

/** At most `width` characters, the last of them `…` where something was cut. */
export const cut = (line: string, width: number): string => {
  const text = line.trimEnd();
  return text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
};
