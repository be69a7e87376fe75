import type { JsonValue } from "@tagform/hcl";

import type { Block, Configuration } from "./configuration";
import { textOf } from "./values";

/** What tells a subnet's zone: its id, or its name, or what they refer to. */
export function zoneOf({ body }: Block): string | undefined {
  return textOf(body["availability_zone_id"]) ?? textOf(body["availability_zone"]);
}

/** Zones of the subnets that a value refers to; undefined if one of them is not of this cell, or says none. */
export function zonesOf(
  subnets: JsonValue | undefined,
  configuration: Configuration,
): Set<string> | undefined {
  const found = configuration.targets(subnets);
  const zones = found.map((subnet) => (subnet.type === "aws_subnet" ? zoneOf(subnet) : undefined));
  const known = zones.filter((zone) => zone !== undefined);
  const isComplete = Array.isArray(subnets) && known.length === subnets.length;
  return isComplete ? new Set(known) : undefined;
}
