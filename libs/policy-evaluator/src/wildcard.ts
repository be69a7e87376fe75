import { all, type Truth } from "./truth";

const SPECIAL = /[\\^$.|+()[\]{}]/g;

/** A text to compare with: `*` and `?` are wildcards unless they are literal. */
export interface Pattern {
  readonly parts: readonly { readonly text: string; readonly literal: boolean }[];
}

export const pattern = (text: string): Pattern => ({ parts: [{ text, literal: false }] });

/** The pattern's text, for operators that know no wildcards. */
export const plainText = ({ parts }: Pattern): string => parts.map(({ text }) => text).join("");

/** `*` stands for any characters, `?` for exactly one. */
export function matches({ parts }: Pattern, value: string, flags = ""): boolean {
  const source = parts.map(({ text, literal }) => {
    const escaped = text.replace(SPECIAL, String.raw`\$&`);
    return literal
      ? escaped.replace(/[*?]/g, String.raw`\$&`)
      : escaped.replaceAll("*", ".*").replaceAll("?", ".");
  });
  return new RegExp(`^${source.join("")}$`, `s${flags}`).test(value);
}

/**
 * Compares ARNs part by part: a wildcard reaches no further than the next colon, but in the last of the six parts as far
 * as it wants.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html (ARN operators)
 */
export function matchesArn(wanted: Pattern, value: string): boolean {
  const text = plainText(wanted);
  if (text === "*") return true;
  const wantedParts = splitPattern(wanted);
  const valueParts = splitArn(value);
  if (wantedParts.length !== 6 || valueParts.length !== 6) return false;
  return wantedParts.every((part, index) => matches(part, valueParts[index] ?? ""));
}

function splitArn(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function splitPattern({ parts }: Pattern): Pattern[] {
  const split: { text: string; literal: boolean }[][] = [[]];
  for (const { text, literal } of parts) {
    let rest = text;
    while (split.length < 6 && rest.includes(":")) {
      const colon = rest.indexOf(":");
      split.at(-1)?.push({ text: rest.slice(0, colon), literal });
      rest = rest.slice(colon + 1);
      split.push([]);
    }
    split.at(-1)?.push({ text: rest, literal });
  }
  return split.map((pieces) => ({ parts: pieces }));
}

/**
 * Compares as {@link matchesArn} does, with an ARN that has stars where its text is not known yet: what the pattern matches
 * whatever stands there is a yes, what it cannot match a no.
 */
export function matchesOpenArn(wanted: Pattern, value: string): Truth {
  if (plainText(wanted) === "*") return "yes";
  const wantedParts = splitPattern(wanted);
  const valueParts = splitArn(value);
  // Nothing of it is known.
  if (value === "*") return "unknown";
  if (wantedParts.length !== 6 || valueParts.length !== 6) return "no";
  return all(
    wantedParts.map((part, index) => matchesOpen(signsOf(part), Array.from(valueParts[index] ?? ""))),
  );
}

/** A character, or a wildcard. */
type Sign = string | typeof ANY | typeof ONE;
const ANY = Symbol("any characters");
const ONE = Symbol("one character");

const signsOf = ({ parts }: Pattern): Sign[] =>
  parts.flatMap(({ text, literal }) =>
    Array.from(text, (sign) => (literal ? sign : sign === "*" ? ANY : sign === "?" ? ONE : sign)),
  );

function matchesOpen(wanted: readonly Sign[], value: readonly string[]): Truth {
  const open = value.map((sign): Sign => (sign === "*" ? ANY : sign));
  if (!meet(wanted, open, { covering: false })) return "no";
  return meet(wanted, open, { covering: true }) ? "yes" : "unknown";
}

/** Whether two patterns have a text in common; covering: whether the first one has every text of the second. */
function meet(left: readonly Sign[], right: readonly Sign[], { covering }: { covering: boolean }): boolean {
  // reached[j]: the signs of `left` so far can stand for the first j of `right`.
  let reached = right.reduce<boolean[]>(
    (known, sign) => [...known, !covering && sign === ANY && known.at(-1) === true],
    [true],
  );
  for (const sign of left) {
    const next: boolean[] = [sign === ANY && reached[0] === true];
    right.forEach((other, index) => {
      const before = reached[index] === true;
      const above = reached[index + 1] === true;
      const beside = next[index] === true;
      if (sign === ANY) next.push(above || beside);
      else if (other === ANY) next.push(!covering && (above || beside || before));
      else next.push(before && (sign === ONE || sign === other));
    });
    reached = next;
  }
  return reached.at(-1) === true;
}
