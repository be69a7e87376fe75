import { planSubnets, VPC_PREFIX, zonesOf } from "@tagform/network";

import { checkNetwork } from "./check-network";
import type { WebNetworkConfig } from "./network-config";

const config: WebNetworkConfig = { cidr: "10.0.0.0/16", natGateways: "single" };

const issues = (overrides: Partial<WebNetworkConfig> = {}) =>
  checkNetwork("web.network", { ...config, ...overrides }).map(({ path, message }) => `${path}: ${message}`);

test("valid data has no issue", () => {
  expect(issues()).toEqual([]);
});

test("a range without room for a load balancer in every zone is an issue", () => {
  expect(issues({ cidr: "10.0.0.0/24" })).toEqual([
    "web.network.cidr: must be /16 to /23, so that every zone has room for a load balancer, got 10.0.0.0/24",
  ]);
});

test.each([15, 16, 23, 24])("a /%i is accepted exactly when its subnets can be planned", (length) => {
  const cidr = `10.0.0.0/${length}`;
  const plan = () => planSubnets(cidr, zonesOf("us-east-1"));
  if (issues({ cidr }).length === 0) expect(plan).not.toThrow();
  else expect(plan).toThrow(`/${VPC_PREFIX.largest} to /${VPC_PREFIX.smallest}`);
});

test("with all options on, valid data has no issue", () => {
  const options: Partial<WebNetworkConfig> = {
    natGateways: "none",
    ipv6: true,
    interfaceEndpoints: { services: ["ssm", "ssmmessages", "logs", "monitoring"], zones: 1 },
    flowLogs: { destination: "cloudwatch", logClass: "security", retentionDays: 731 },
  };
  expect(issues(options)).toEqual([]);
});

test.each<[Partial<WebNetworkConfig>, string]>([
  [
    { natGateways: "none", interfaceEndpoints: { services: ["ssm", "logs"] } },
    "web.network.interfaceEndpoints.services: must have ssm and ssmmessages where there is no NAT gateway, " +
      "or nobody can log in to an instance: add ssmmessages, or give a reason in none",
  ],
  [
    { interfaceEndpoints: { services: ["kms", "logs", "kms"] } },
    "web.network.interfaceEndpoints.services: must not name a service twice, got kms again",
  ],
  [
    { interfaceEndpoints: { none: { reason: " " } } },
    "web.network.interfaceEndpoints.none.reason: must say why the network needs no interface endpoint, " +
      "got an empty text",
  ],
  [
    { flowLogs: { destination: "s3", logClass: "security", retentionDays: 90 } },
    "web.network.flowLogs.retentionDays: must be more than the 365 days of class security, got 90: " +
      "leave it out, or choose another class",
  ],
])("%j is an issue", (overrides, message) => {
  expect(issues(overrides)).toEqual([message]);
});

test("without NAT and with a reason, a network may have no interface endpoint", () => {
  const none = { reason: "nobody logs in: an instance that fails is replaced" };
  expect(issues({ natGateways: "none", interfaceEndpoints: { none } })).toEqual([]);
});

test("beside a NAT gateway any service may have an endpoint alone", () => {
  expect(issues({ natGateways: "single", interfaceEndpoints: { services: ["kms"] } })).toEqual([]);
});
