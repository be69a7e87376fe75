import { closest, distance } from "fastest-levenshtein";

const LONGEST_QUOTE = 80;

/**
 * Untrusted text between double quotes, safe for a terminal and a log: control characters and everything that is not
 * ASCII are written as `\u{43e}`, and text above 80 characters is shortened.
 */
export function quote(text: string): string {
  const characters = Array.from(text);
  const shown = characters.slice(0, LONGEST_QUOTE).map(escapeCharacter).join("");
  return `"${shown}${characters.length > LONGEST_QUOTE ? "..." : ""}"`;
}

function escapeCharacter(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  if (character >= " " && character <= "~") return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The one of `allowed` that `text` was probably meant to be, if it is near enough to any. */
export function nearest(text: string, allowed: readonly string[]): string | undefined {
  const meant = text.toLowerCase();
  if (meant === "" || meant.length > LONGEST_QUOTE || allowed.length === 0) return undefined;
  const shortened = allowed.find(
    (one) => meant.startsWith(one) || (meant.length > 1 && one.startsWith(meant)),
  );
  if (shortened !== undefined) return shortened;
  const match = closest(meant, allowed);
  return distance(meant, match) <= Math.ceil(0.4 * Math.max(meant.length, match.length)) ? match : undefined;
}

/** `, did you mean "x"?`, or nothing when no allowed text is near: the end of an error message. */
export function didYouMean(text: string, allowed: readonly string[]): string {
  const match = nearest(text, allowed);
  return match === undefined ? "" : `, did you mean "${match}"?`;
}
