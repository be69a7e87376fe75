import type { WebConfig } from "../web-config";
import { checkReach } from "./check-reach";

const MEMORY = { memory: { target: 70 } } as const;

const issues = (network: Partial<WebConfig["network"]>, scaling: WebConfig["fleet"]["scaling"] = MEMORY) =>
  checkReach("web", {
    network: { cidr: "10.0.0.0/16", natGateways: "none", ...network },
    fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"], scaling },
  });

test.each<[string, Partial<WebConfig["network"]>]>([
  ["the endpoints that a network has by default", {}],
  ["other services", { interfaceEndpoints: { services: ["ssm", "ssmmessages"] } }],
  ["no endpoint", { interfaceEndpoints: { none: { reason: "nobody logs in" } } }],
])("instances cannot report their memory through %s", (_, network) => {
  expect(issues(network).map(({ path, message }) => `${path}: ${message}`)).toEqual([
    "web.network.interfaceEndpoints: must have monitoring, as instances report their memory to CloudWatch " +
      "(fleet.scaling.memory) and there is no NAT gateway: " +
      '{ services: ["ssm", "ssmmessages", "logs", "monitoring"] }',
  ]);
});

test.each<[string, Partial<WebConfig["network"]>]>([
  ["their endpoint", { interfaceEndpoints: { services: ["ssm", "ssmmessages", "monitoring"] } }],
  ["a NAT gateway", { natGateways: "single" }],
])("instances report their memory through %s", (_, network) => {
  expect(issues(network)).toEqual([]);
});

test("instances that do not measure their memory need not reach CloudWatch", () => {
  expect(issues({}, {})).toEqual([]);
});
