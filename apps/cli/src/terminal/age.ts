const UNITS = [
  { seconds: 86_400, word: "d" },
  { seconds: 3_600, word: "h" },
  { seconds: 60, word: "min" },
] as const;

/** `12 min`, `5 h`, `3 d`: the largest unit that fits, rounded down; `now` below a minute. */
export function ageText(seconds: number): string {
  const unit = UNITS.find((one) => seconds >= one.seconds);
  return unit === undefined ? "now" : `${Math.floor(seconds / unit.seconds)} ${unit.word}`;
}

/** `850 ms`, `12.3 s`, `4:05 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${milliseconds} ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)}:${Math.floor(seconds % 60)
    .toString()
    .padStart(2, "0")} min`;
}
