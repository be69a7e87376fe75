import { isRegion, REGIONS } from "@tagform/deployment";

/** An Availability Zone as an account sees it. */
export interface Zone {
  /** `us-east-1a`; which zone an account calls `a` differs per account, here it is always the first. */
  readonly name: string;
  /** `use1-az1`, the same for every account. */
  readonly id: string;
}

const THREE_ZONES = ["az1", "az2", "az3"];

/** The zones of a Region in the order of their names; a Region that is not known has three. */
export function zonesOf(region: string): Zone[] {
  const ids = isRegion(region)
    ? REGIONS[region].availabilityZoneIds
    : THREE_ZONES.map((id) => `${region}-${id}`);
  return ids.map((id, index) => ({ id, name: `${region}${String.fromCharCode(97 + index)}` }));
}
