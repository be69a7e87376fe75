/** What is known of a claim about a request: three values, after Kleene. */
export type Truth = "yes" | "no" | "unknown";

export const truthOf = (claim: boolean): Truth => (claim ? "yes" : "no");

export const not = (claim: Truth): Truth => (claim === "yes" ? "no" : claim === "no" ? "yes" : "unknown");

/** Yes if all are: one that is not decides. */
export function all(claims: readonly Truth[]): Truth {
  if (claims.includes("no")) return "no";
  return claims.includes("unknown") ? "unknown" : "yes";
}

/** Yes if one is: that one decides. */
export const any = (claims: readonly Truth[]): Truth => not(all(claims.map(not)));
