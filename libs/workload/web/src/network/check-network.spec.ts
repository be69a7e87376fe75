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
