import { isIPv4, isIPv6 } from "node:net";

import { type CtyObject, type CtyValue, isList, objectsOf } from "../cty/cty-value";
import { type Block } from "../schema/model";
import { type Diagnostic, problem } from "./diagnostics";

/** Arguments of which exactly one must be given. */
const EXACTLY_ONE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws_route: [
    ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
    [
      "carrier_gateway_id",
      "core_network_arn",
      "egress_only_gateway_id",
      "gateway_id",
      "local_gateway_id",
      "nat_gateway_id",
      "network_interface_id",
      "transit_gateway_id",
      "vpc_endpoint_id",
      "vpc_peering_connection_id",
    ],
  ],
  aws_vpc_security_group_egress_rule: [
    ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
  ],
  aws_vpc_security_group_ingress_rule: [
    ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
  ],
};
/** Arguments of which at most one may be given, besides every `x` and `x_prefix`. */
const CONFLICTING: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws_autoscaling_group: [
    ["launch_configuration", "launch_template", "mixed_instances_policy"],
    ["availability_zones", "vpc_zone_identifier"],
  ],
  aws_flow_log: [["eni_id", "subnet_id", "transit_gateway_id", "transit_gateway_attachment_id", "vpc_id"]],
  aws_launch_template: [["security_group_names", "vpc_security_group_ids"]],
  aws_lb: [["subnets", "subnet_mapping"]],
  aws_route_table_association: [["gateway_id", "subnet_id"]],
  aws_subnet: [["availability_zone", "availability_zone_id"]],
  aws_vpc: [["cidr_block", "ipv4_netmask_length"]],
};
const CIDR_ARGUMENT = /^(cidr_block|cidr_ipv4|cidr_ipv6|destination_cidr_block|ipv6_cidr_block)$/;
const POLICY_ARGUMENT = /^(policy|assume_role_policy)$/;

/** Finds what the AWS provider would refuse and the schema alone does not tell. */
export function validateConfig(type: string, block: Block, config: CtyObject): Diagnostic[] {
  const prefixes = Object.keys(block.attributes)
    .filter((name) => name.endsWith("_prefix") && name.replace(/_prefix$/, "") in block.attributes)
    .map((name) => [name.replace(/_prefix$/, ""), name]);
  return [
    ...[...prefixes, ...(CONFLICTING[type] ?? [])].flatMap((names) => checkConflict(names, config)),
    ...(EXACTLY_ONE[type] ?? []).flatMap((names) => checkExactlyOne(names, config)),
    ...checkValues(block, config),
  ];
}

function checkConflict(names: readonly string[], config: CtyObject): Diagnostic[] {
  const given = givenOf(names, config);
  if (given.length < 2) return [];
  const list = given.map((name) => `"${name}"`).join(", ");
  return [problem("conflicting arguments", `${list}: only one of them can be specified`, given[0])];
}

function checkExactlyOne(names: readonly string[], config: CtyObject): Diagnostic[] {
  const given = givenOf(names, config);
  if (given.length === 1) return [];
  const got = given.length === 0 ? "none is" : `${given.join(", ")} are`;
  return [
    problem("invalid combination of arguments", `one of ${names.join(", ")} must be specified, ${got}`),
  ];
}

/** Unknown arguments count: they are given, only their value comes later. */
function givenOf(names: readonly string[], config: CtyObject): string[] {
  return names.filter((name) => {
    const value: CtyValue = config[name] ?? null;
    return value !== null && !(isList(value) && value.length === 0);
  });
}

function checkValues(block: Block, config: CtyObject): Diagnostic[] {
  const own = Object.keys(block.attributes).flatMap((name) => {
    const value = config[name];
    if (typeof value !== "string") return [];
    if (CIDR_ARGUMENT.test(name) && value !== "" && !isCidr(value)) {
      return [
        problem(
          "invalid CIDR block",
          `"${name}" must be an address range such as 10.0.0.0/16, got "${value}"`,
          name,
        ),
      ];
    }
    if (POLICY_ARGUMENT.test(name) && value !== "" && !isJsonObject(value)) {
      return [
        problem(
          "invalid policy",
          `"${name}" contains an invalid JSON policy: got ${value.slice(0, 80)}`,
          name,
        ),
      ];
    }
    return [];
  });
  const nested = Object.entries(block.blocks).flatMap(([name, { block: inner }]) =>
    objectsOf(config[name]).flatMap((element) => checkValues(inner, element)),
  );
  return [...own, ...nested];
}

function isCidr(text: string): boolean {
  const [address = "", length = "", ...more] = text.split("/");
  if (more.length > 0 || !/^\d+$/.test(length)) return false;
  return (isIPv4(address) && Number(length) <= 32) || (isIPv6(address) && Number(length) <= 128);
}

function isJsonObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return json !== null && typeof json === "object" && !Array.isArray(json);
  } catch {
    return false;
  }
}
