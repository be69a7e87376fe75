import { type Facts, UNKNOWN } from "./request";
import type { Pattern } from "./wildcard";

const VARIABLE = /\$\{([^}]*)\}/g;
const ESCAPES = new Set(["*", "?", "$"]);
const WITH_DEFAULT = /^([^,]+?)\s*,\s*'([^']*)'$/;

/**
 * Puts the request's values where a policy says `${aws:PrincipalTag/team}`; wildcards in them are characters.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @returns undefined when the request lacks a value and the policy names no default: then nothing matches
 * @throws Error when the value is a list, which AWS does not put in
 */
export function resolve(text: string, facts: Facts): Pattern | typeof UNKNOWN | undefined {
  const parts: { text: string; literal: boolean }[] = [];
  let end = 0;
  for (const found of text.matchAll(VARIABLE)) {
    const value = valueOf(found[1] ?? "", facts);
    if (value === undefined || value === UNKNOWN) return value;
    parts.push({ text: text.slice(end, found.index), literal: false }, { text: value, literal: true });
    end = found.index + found[0].length;
  }
  parts.push({ text: text.slice(end), literal: false });
  return { parts };
}

function valueOf(variable: string, facts: Facts): string | typeof UNKNOWN | undefined {
  if (ESCAPES.has(variable)) return variable;
  const [, key = variable, fallback] = WITH_DEFAULT.exec(variable) ?? [];
  const value = facts.valueOf(key.trim());
  if (value === undefined) return fallback;
  if (value === UNKNOWN || typeof value === "string") return value;
  throw new Error(`policy variable ${key} has several values`);
}
