import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule";
import { synthStack } from "@tagform/testing";

import { DataTierAcl } from "./data-tier-acl";

interface Rule {
  readonly egress: boolean;
  readonly rule_number: number;
  readonly rule_action: string;
  readonly cidr_block?: string;
  readonly ipv6_cidr_block?: string;
  readonly from_port: number;
  readonly to_port: number;
}

const IPV4 = ["10.0.0.0/19", "10.0.48.0/21"];
const IPV6 = ["2001:db8::/64", "2001:db8:0:30::/64"];

const rules = (ipv6?: readonly string[]) =>
  synthStack(
    (stack) =>
      new DataTierAcl(stack, "acl", {
        name: "research-dev-web",
        vpcId: "vpc-1",
        subnetIds: ["subnet-1"],
        allowedRanges: { ipv4: IPV4, ipv6 },
      }),
  ).all(NetworkAclRule) as unknown as Rule[];

const rangeOf = ({ cidr_block, ipv6_cidr_block }: Rule) => cidr_block ?? ipv6_cidr_block;

test("private and data subnets reach the ports of databases, nobody else does", () => {
  const reaching = rules().filter(({ egress, from_port }) => !egress && from_port <= 5432);
  expect(reaching.map(rangeOf)).toEqual(IPV4);
});

test("no port of a database or cache is open to anywhere, nor is remote desktop", () => {
  const open = rules().filter((rule) => !rule.egress && rangeOf(rule) === "0.0.0.0/0");
  const ports = [1433, 1521, 3306, 3389, 5432, 6379, 11211, 27017];
  for (const { from_port } of open) expect(Math.max(...ports)).toBeLessThan(from_port);
});

test("the data tier begins connections within the network, and to S3 and DynamoDB on 443", () => {
  const out = rules().filter(({ egress }) => egress);
  expect(out.map((rule) => [rangeOf(rule), rule.from_port, rule.to_port])).toEqual([
    [IPV4[0], 1024, 65535],
    [IPV4[1], 1024, 65535],
    ["0.0.0.0/0", 443, 443],
  ]);
});

test("whatever is allowed in one direction is answered in the other", () => {
  const all = rules(IPV6);
  for (const rule of all) {
    const answers = all.find((other) => other.egress !== rule.egress && rangeOf(other) === rangeOf(rule));
    expect(answers?.to_port === 65535 || rule.to_port === 65535).toBe(true);
  }
});

test("each neighbor has the same rules over IPv6, and there is no IPv6 way to anywhere", () => {
  const over6 = rules(IPV6).filter(({ ipv6_cidr_block }) => ipv6_cidr_block !== undefined);
  expect(over6.map((rule) => [rule.egress, rangeOf(rule)])).toEqual([
    [false, IPV6[0]],
    [true, IPV6[0]],
    [false, IPV6[1]],
    [true, IPV6[1]],
  ]);
});

test("no two rules of a direction share a number, and AWS's 20 for a direction are kept", () => {
  const six = Array.from({ length: 6 }, (_, index) => `2001:db8:0:${index}::/64`);
  for (const egress of [true, false]) {
    const numbers = rules(six).filter((rule) => rule.egress === egress);
    expect(new Set(numbers.map(({ rule_number }) => rule_number)).size).toBe(numbers.length);
    expect(numbers.length).toBeLessThanOrEqual(20);
  }
});
