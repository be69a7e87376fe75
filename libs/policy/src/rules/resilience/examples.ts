import type { JsonObject } from "@tagform/hcl";

/** A network of public and private subnets in zones 1 and 2. */
export const NETWORK: JsonObject = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
  aws_subnet: Object.fromEntries(
    [1, 2].flatMap((zone) =>
      ["public", "private"].map((tier, index) => [
        `${tier}${zone}`,
        {
          ...{ vpc_id: "${aws_vpc.main.id}", availability_zone_id: `use1-az${zone}` },
          cidr_block: `10.0.${zone + 2 * index}.0/24`,
        },
      ]),
    ),
  ),
};
