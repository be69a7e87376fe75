const ANY = Symbol("any characters");
const ONE = Symbol("one character");

/** A character that stands for itself, or a wildcard. */
type Token = string | typeof ANY | typeof ONE;

export const isWildcard = (token: Token): boolean => token === ANY || token === ONE;

/** What a pattern is made of: `*`, `?`, and characters; `\*` and `\?` are characters. */
export function tokensOf(pattern: string): Token[] {
  return (pattern.match(/\\[*?]|./gsu) ?? []).map((part) => {
    if (part === "*") return ANY;
    if (part === "?") return ONE;
    return part.slice(-1);
  });
}

/**
 * Whether all texts that `inner` matches are matched by `outer` too. Never wrongly true; false for a few pairs that are
 * covered by a detour, such as `*a` by `?*`.
 */
export function coversPattern(outer: string, inner: string): boolean {
  const outerTokens = tokensOf(outer);
  const innerTokens = tokensOf(inner);
  // reached[j]: the outer tokens so far cover the first j inner ones.
  let reached = [true, ...innerTokens.map(() => false)];
  for (const token of outerTokens) reached = step(token, innerTokens, reached);
  return reached.at(-1) === true;
}

function step(token: Token, inner: readonly Token[], reached: readonly boolean[]): boolean[] {
  const next = [token === ANY && reached[0] === true];
  inner.forEach((innerToken, index) => {
    const takesOne = token === innerToken || (token === ONE && innerToken !== ANY);
    const isReached =
      token === ANY
        ? next[index] === true || reached[index + 1] === true
        : takesOne && reached[index] === true;
    next.push(isReached);
  });
  return next;
}
