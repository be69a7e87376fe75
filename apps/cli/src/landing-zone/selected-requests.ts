import { didYouMean } from "@tagform/deployment";
import { type LandingZoneData, type NamedRequest, requestsOf } from "@tagform/landing-zone-vending";
import { UserError } from "@tagform/outcome";

/**
 * The requested accounts of these names; all of them when there is no name.
 *
 * @throws UserError if the data requests none of that name
 */
export function selectRequests({ accounts }: LandingZoneData, names: readonly string[]): NamedRequest[] {
  const all = requestsOf(accounts);
  const known = all.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new UserError(
      `no account ${JSON.stringify(name)} is requested, only ${known.join(", ")}${didYouMean(name, known)}`,
    );
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}
