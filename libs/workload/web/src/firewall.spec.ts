import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { synthStack } from "@tagform/testing";

import { Firewall } from "./firewall";

const firewall = (configure: (firewall: Firewall) => void, { ipv6 }: { ipv6?: boolean } = {}) =>
  synthStack((stack) => {
    configure(new Firewall(stack, "firewall", { name: "a", description: "A", vpcId: "vpc-1", ipv6 }));
  });

const ranges = (rules: readonly Readonly<Record<string, unknown>>[]) =>
  rules.map(({ cidr_ipv4, cidr_ipv6, from_port, to_port }) => [cidr_ipv4 ?? cidr_ipv6, from_port, to_port]);

test("a firewall allows nothing until it is told", () => {
  const closed = firewall(() => undefined);
  expect(closed.all(VpcSecurityGroupIngressRule)).toEqual([]);
  expect(closed.all(VpcSecurityGroupEgressRule)).toEqual([]);
});

test("without IPv6 the internet is its IPv4 part", () => {
  const open = firewall((it) => it.openToInternet(443));
  expect(ranges(open.all(VpcSecurityGroupIngressRule))).toEqual([["0.0.0.0/0", 443, 443]]);
});

test("with IPv6 it opens to both address families, in and out", () => {
  const open = firewall(
    (it) => {
      it.openToInternet(80);
      it.allowToInternet(443);
    },
    { ipv6: true },
  );
  expect(ranges(open.all(VpcSecurityGroupIngressRule))).toEqual([
    ["0.0.0.0/0", 80, 80],
    ["::/0", 80, 80],
  ]);
  expect(ranges(open.all(VpcSecurityGroupEgressRule))).toEqual([
    ["0.0.0.0/0", 443, 443],
    ["::/0", 443, 443],
  ]);
});

test("a member is allowed by its security group, on one port", () => {
  const member = { node: { id: "fleet" }, firewall: { securityGroupId: "sg-fleet" } };
  const open = firewall((it) => it.allowTo(member, 8080));
  expect(open.all(VpcSecurityGroupEgressRule)).toEqual([
    expect.objectContaining({ referenced_security_group_id: "sg-fleet", from_port: 8080, to_port: 8080 }),
  ]);
});
