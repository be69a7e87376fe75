import type { JsonObject } from "@tagform/hcl";

import { isWithin } from "../../document/cidr";
import type { Block, Configuration } from "../../document/configuration";
import { blocksOf, isTrue, numberOf, textOf } from "../../document/values";
import type { ConfigurationRule, Violation } from "../../rule";

interface AclRule {
  readonly address: string;
  readonly egress: boolean;
  readonly cidr: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** What clients of today choose their own ports from, at least. */
const EPHEMERAL = { from: 32768, to: 60999 } as const;
const EVERY_PROTOCOL = new Set(["-1", "all"]);

function ruleOf(address: string, body: JsonObject, egress: boolean): AclRule {
  const protocol = textOf(body["protocol"]) ?? String(numberOf(body["protocol"]) ?? "-1");
  const isAll = EVERY_PROTOCOL.has(protocol);
  return {
    ...{ address, egress, protocol },
    cidr: textOf(body["cidr_block"]) ?? textOf(body["ipv6_cidr_block"]) ?? "",
    from: isAll ? 0 : (numberOf(body["from_port"]) ?? 0),
    to: isAll ? 65535 : (numberOf(body["to_port"]) ?? 65535),
  };
}

/** What lets traffic through an access list, written within it or beside it. */
function allowing(acl: Block, configuration: Configuration): AclRule[] {
  const inline = (["ingress", "egress"] as const).flatMap((key) =>
    blocksOf(acl.body[key])
      .filter(({ action }) => action === "allow")
      .map((body) => ruleOf(acl.address, body, key === "egress")),
  );
  const own = configuration
    .referring("aws_network_acl_rule", "network_acl_id", acl)
    .filter(({ body }) => body["rule_action"] === "allow")
    .map(({ address, body }) => ruleOf(address, body, isTrue(body["egress"])));
  return [...inline, ...own];
}

const coversEphemeral = ({ from, to }: AclRule): boolean => from <= EPHEMERAL.from && to >= EPHEMERAL.to;
const isSameProtocol = (one: AclRule, other: AclRule): boolean =>
  one.protocol === other.protocol || EVERY_PROTOCOL.has(other.protocol) || EVERY_PROTOCOL.has(one.protocol);

function answered(rule: AclRule, all: readonly AclRule[]): boolean {
  const others = all.filter((other) => other.egress !== rule.egress && isSameProtocol(rule, other));
  const isAnswer = coversEphemeral(rule) && others.some(({ cidr }) => isWithin(cidr, rule.cidr));
  return isAnswer || others.some((other) => coversEphemeral(other) && isWithin(rule.cidr, other.cidr));
}

const HAS_PORTS = new Set(["tcp", "udp", "6", "17", "-1", "all"]);

function check(configuration: Configuration): Violation[] {
  return configuration.ofType("aws_network_acl").flatMap((acl) => {
    const all = allowing(acl, configuration).filter(({ protocol }) => HAS_PORTS.has(protocol));
    return all
      .filter((rule) => !answered(rule, all))
      .map(({ address, egress, cidr }) => ({
        address,
        message:
          `${egress ? "egress to" : "ingress from"} ${cidr} is allowed, and no ${egress ? "ingress" : "egress"} rule ` +
          `lets the answers back to ports ${EPHEMERAL.from} to ${EPHEMERAL.to}`,
      }));
  });
}

const rule = (egress: boolean, from: number, to: number) => ({
  ...{
    network_acl_id: "${aws_network_acl.data.id}",
    rule_number: 100,
    rule_action: "allow",
    protocol: "tcp",
  },
  ...{ egress, from_port: from, to_port: to, cidr_block: "10.0.0.0/20" },
});
const NETWORK = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
  aws_network_acl: { data: { vpc_id: "${aws_vpc.main.id}" } },
};

export const returnTraffic: ConfigurationRule = {
  id: "TAGFORM_NET_4",
  title: "What a network access list lets through, it lets answer",
  severity: "medium",
  why: "Access lists keep no state: without a rule for the way back, connections hang until they time out, and nothing says why.",
  fix: "Add the opposite rule for the ephemeral ports (1024 to 65535, at least 32768 to 60999) of the same addresses.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html",
  appliesTo: "configuration",
  check,
  passes: {
    resource: {
      ...NETWORK,
      aws_network_acl_rule: { in: rule(false, 5432, 5432), out: rule(true, 1024, 65535) },
    },
  },
  fails: { resource: { ...NETWORK, aws_network_acl_rule: { in: rule(false, 5432, 5432) } } },
};
