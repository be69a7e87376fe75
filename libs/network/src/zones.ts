import { type Region, REGIONS } from "@tagform/deployment";

/** How many Availability Zones a network spans: two survive the loss of one. */
export const ZONE_COUNT = 3;

// Old zones that lack many services and current instance types, or that AWS closed to new customers: taken last.
const LIMITED_ZONES: ReadonlySet<string> = new Set(["use1-az3", "apne1-az3"]);

/**
 * The Availability Zones of a network, by id: the same places in every account, unlike names such as `us-east-1a`.
 */
export function zonesOf(region: Region): string[] {
  const zones = REGIONS[region].availabilityZoneIds;
  return [
    ...zones.filter((zone) => !LIMITED_ZONES.has(zone)),
    ...zones.filter((zone) => LIMITED_ZONES.has(zone)),
  ].slice(0, ZONE_COUNT);
}
