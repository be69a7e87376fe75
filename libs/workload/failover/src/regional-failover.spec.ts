import { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { synthStack } from "@tagform/testing";

import type { FailoverRouting, RegionalFailoverConfig } from "./failover-config";
import { RegionalFailover } from "./regional-failover";

const routing: FailoverRouting = {
  policy: "failover",
  primary: { region: "eu-central-1", workload: "web" },
  secondary: { region: "ap-southeast-1", workload: "web" },
};

const failover = (overrides: Partial<RegionalFailoverConfig> = {}) =>
  synthStack(
    (stack) =>
      new RegionalFailover(stack, "app", {
        name: "app",
        cell: { environment: "dev", scope: "global", team: "research" },
        region: "eu-central-1",
        accountId: "111122223333",
        partition: "aws",
        tags: {},
        config: {
          kind: "regional-failover",
          zone: { name: "example.com" },
          recordName: "app.example.com",
          routing,
          healthCheck: { protocol: "HTTPS", path: "/health" },
          ...overrides,
        },
      }),
  );

test("each Region's load balancer is found by name in its own Region, not in another cell's state", () => {
  expect(failover().all(DataAwsLb)).toMatchObject([
    { name: "research-dev-web", region: "eu-central-1" },
    { name: "research-dev-web", region: "ap-southeast-1" },
  ]);
});

test("an internal load balancer is refused: nobody outside reaches it", () => {
  expect(failover().all(DataAwsLb)[0]).toMatchObject({
    lifecycle: { postcondition: [{ condition: "${self.internal == false}" }] },
  });
});

test("the primary answers first, both are judged by their own health and by their load balancer's", () => {
  const records = failover().all(Route53Record);
  expect(records).toMatchObject([
    { set_identifier: "primary", failover_routing_policy: { type: "PRIMARY" } },
    { set_identifier: "secondary", failover_routing_policy: { type: "SECONDARY" } },
  ]);
  for (const record of records) {
    expect(record).toMatchObject({
      name: "app.example.com",
      type: "A",
      alias: { evaluate_target_health: true },
      health_check_id: expect.stringContaining("aws_route53_health_check") as string,
    });
  }
});

test("two Regions that change places keep their records: only what these point to changes", () => {
  const swapped = { ...routing, primary: routing.secondary, secondary: routing.primary };
  const addresses = (synthesized: ReturnType<typeof failover>) =>
    Object.keys(synthesized.json.resource?.["aws_route53_record"] ?? {});
  expect(addresses(failover({ routing: swapped }))).toEqual(addresses(failover()));
});

test("by latency every Region answers, each for the clients that are near", () => {
  const endpoints = [routing.primary, routing.secondary, { region: "us-west-2", workload: "web" }] as const;
  expect(failover({ routing: { policy: "latency", endpoints } }).all(Route53Record)).toMatchObject([
    { set_identifier: "eu-central-1", latency_routing_policy: { region: "eu-central-1" } },
    { set_identifier: "ap-southeast-1", latency_routing_policy: { region: "ap-southeast-1" } },
    { set_identifier: "us-west-2", latency_routing_policy: { region: "us-west-2" } },
  ]);
});

test("a health check asks the load balancer by its own name, every 30 s, and gives it up after 3 failures", () => {
  expect(failover().all(Route53HealthCheck)[0]).toMatchObject({
    type: "HTTPS",
    fqdn: expect.stringMatching(/^\$\{data\.aws_lb\..+\.dns_name\}$/) as string,
    port: 443,
    enable_sni: true,
    resource_path: "/health",
    request_interval: 30,
    failure_threshold: 3,
    disabled: false,
    invert_healthcheck: false,
  });
});

test("settings of the health check hold in every Region", () => {
  const healthCheck = {
    protocol: "HTTP",
    path: "/up",
    port: 8080,
    intervalSeconds: 10,
    failureThreshold: 2,
    checkerRegions: ["eu-west-1", "ap-southeast-1", "us-west-2"],
  } as const;
  const checks = failover({ healthCheck }).all(Route53HealthCheck);
  expect(checks).toHaveLength(2);
  for (const check of checks) {
    expect(check).toMatchObject({
      type: "HTTP",
      port: 8080,
      request_interval: 10,
      failure_threshold: 2,
      regions: ["eu-west-1", "ap-southeast-1", "us-west-2"],
    });
  }
});

test("a health check that is replaced goes after the record has the new one", () => {
  const standbySwitch = { host: "switch.example.net", path: "/give-up" };
  for (const check of failover({ routing: { ...routing, standbySwitch } }).all(Route53HealthCheck)) {
    expect(check).toMatchObject({ lifecycle: { create_before_destroy: true } });
  }
});

test("a drained Region is unhealthy whatever it answers", () => {
  const primary = { ...routing.primary, drained: { reason: "a drill" } };
  expect(failover({ routing: { ...routing, primary } }).all(Route53HealthCheck)).toMatchObject([
    { disabled: true, invert_healthcheck: true },
    { disabled: false, invert_healthcheck: false },
  ]);
});

test("with a switch the primary is healthy while its check is and the switch does not answer", () => {
  const standbySwitch = { host: "switch.example.net", path: "/give-up" };
  const synthesized = failover({ routing: { ...routing, standbySwitch } });
  const checks = synthesized.all(Route53HealthCheck);
  expect(checks).toHaveLength(4);
  expect(checks).toContainEqual(
    expect.objectContaining({
      fqdn: "switch.example.net",
      resource_path: "/give-up",
      invert_healthcheck: true,
    }),
  );
  const [primary, secondary] = synthesized.all(Route53Record);
  expect(primary?.health_check_id).toMatch(/standby-switch/);
  expect(secondary?.health_check_id).not.toMatch(/standby-switch/);
  expect(checks).toContainEqual(expect.objectContaining({ type: "CALCULATED", child_health_threshold: 2 }));
});

test("records cannot be deleted, unless that has a reason", () => {
  const guards = (overrides: Partial<RegionalFailoverConfig>) =>
    failover(overrides)
      .all(Route53Record)
      .map(({ lifecycle }) => lifecycle);
  expect(guards({})).toEqual([{ prevent_destroy: true }, { prevent_destroy: true }]);
  expect(guards({ deletable: { reason: "a rehearsal" } })).toEqual([
    { prevent_destroy: false },
    { prevent_destroy: false },
  ]);
});

test("the zone is the public one of the record, found by name or by id", () => {
  expect(failover().only(DataAwsRoute53Zone)).toMatchObject({ name: "example.com", private_zone: false });
  const zone = { name: "example.com", id: "Z0123456789ABC" };
  const byId = failover({ zone }).only(DataAwsRoute53Zone);
  expect(byId).toMatchObject({
    zone_id: "Z0123456789ABC",
    lifecycle: { postcondition: [{ error_message: expect.stringContaining("must be the public zone of") }] },
  });
  expect(byId).not.toHaveProperty("name");
});

test("nothing of it is in us-east-1, unless the data says so", () => {
  expect(JSON.stringify(failover().json)).not.toContain("us-east-1");
});
