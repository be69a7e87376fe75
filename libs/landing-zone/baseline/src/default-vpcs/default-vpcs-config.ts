import { isRegion, quote, type Region } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

/** The VPC that AWS puts into every Region of a new account: open to the Internet, with a range that all others have too. */
export interface DefaultVpcsConfig {
  /**
   * Regions whose default VPC stays, and why.
   *
   * @default - none stays
   */
  readonly kept?: Readonly<Partial<Record<Region, { readonly reason: string }>>>;
}

export function checkDefaultVpcs(path: string, { kept = {} }: DefaultVpcsConfig): Issue[] {
  return Object.entries(kept).flatMap(([region, { reason }]) => [
    ...check(isRegion(region), `${path}.kept.${region}`, `is no Region: ${quote(region)}`),
    ...check(
      reason.trim() !== "",
      `${path}.kept.${region}.reason`,
      "must say who needs the default VPC, got an empty text",
    ),
  ]);
}
