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
