import { formatSequence } from "./format-expression";
import type { Template } from "./template";

const MARKERS = ["EOT", "EOF", "TEXT"];

/** What a heredoc cannot hold as it is: it has no escapes, and a lone carriage return is fragile in a file. */
const UNFIT = /[^\P{Cc}\n\t]|[\p{Cs}\u2028\u2029\ufeff]/u;

/**
 * A text of several lines as a heredoc, which is the readable form of a script; undefined when it would not be
 * the same text: it must end with a line end, and no line may look like the marker.
 */
export function asHeredoc(template: Template): string | undefined {
  const last = template.at(-1);
  if (last?.kind !== "literal" || !last.text.endsWith("\n")) return undefined;
  const texts = template.map((part) => {
    if (part.kind === "literal") return UNFIT.test(part.text) ? undefined : part.text;
    return part.trimsBefore || part.trimsAfter ? undefined : formatSequence(part);
  });
  if (texts.some((text) => text === undefined)) return undefined;
  const lines = texts.join("").split("\n").slice(0, -1);
  if (lines.length < 2) return undefined;
  const marker = MARKERS.find((candidate) => !lines.some((line) => line.trim() === candidate));
  return marker === undefined ? undefined : [`<<${marker}`, ...lines, marker].join("\n");
}
