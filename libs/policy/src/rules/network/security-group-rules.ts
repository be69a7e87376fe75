import { type Block, type Configuration } from "../../document/configuration";
import { blocksOf, isTrue, numberOf, textsOf } from "../../document/values";

/** Who may come in, and to which ports, however the rule is written. */
export interface Ingress {
  /** Of the block that holds the rule. */
  readonly address: string;
  /** The security group, if it is of this cell. */
  readonly group: Block | undefined;
  readonly cidrs: readonly string[];
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** The self-referring rule, or one that names another group. */
  readonly namesGroup: boolean;
}

/** Rules that let traffic into security groups. */
export function ingressOf(configuration: Configuration): Ingress[] {
  const inline = configuration.ofType("aws_security_group", "aws_default_security_group").flatMap((group) =>
    blocksOf(group.body["ingress"]).map((body) => ({
      ...{ address: group.address, group, from: numberOf(body["from_port"]), to: numberOf(body["to_port"]) },
      cidrs: [...textsOf(body["cidr_blocks"]), ...textsOf(body["ipv6_cidr_blocks"])],
      namesGroup: textsOf(body["security_groups"]).length > 0 || isTrue(body["self"]),
    })),
  );
  const classic = configuration
    .ofType("aws_security_group_rule")
    .filter(({ body }) => body["type"] === "ingress");
  const beside = [...classic, ...configuration.ofType("aws_vpc_security_group_ingress_rule")];
  const own = beside.map(({ address, body }) => ({
    ...{ address, from: numberOf(body["from_port"]), to: numberOf(body["to_port"]) },
    group: configuration.target(body["security_group_id"]),
    cidrs: ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"].flatMap((key) => textsOf(body[key])),
    namesGroup: ["referenced_security_group_id", "source_security_group_id"].some((key) => key in body),
  }));
  return [...inline, ...own];
}

/** Resources of a type that wear a security group. */
export function wearers(type: string, group: Block, configuration: Configuration): Block[] {
  const lists = ["security_groups", "security_group_ids", "vpc_security_group_ids"];
  return lists.flatMap((argument) => configuration.referring(type, argument, group));
}
