import { checkWeb } from "./check-web";
import type { WebConfig } from "./web-config";

const config: WebConfig = {
  kind: "web",
  network: { cidr: "10.0.0.0/16", natGateways: "single" },
  fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
  instanceRole: { workload: "instance", perRegion: true },
  logRetentionDays: 30,
};

const issues = (overrides: Partial<WebConfig>) =>
  checkWeb("web", { ...config, ...overrides }, { scope: "us-east-1", accountId: "111122223333" }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test("valid data has no issue", () => {
  expect(issues({})).toEqual([]);
});

test("the issues of all parts are reported together", () => {
  const parts = {
    network: { ...config.network, cidr: "10.0.0.0/24" },
    frontDoor: { tls: { certificateArn: "x" } },
    fleet: { ...config.fleet, capacity: { min: 3, desired: 2, max: 1 } },
  };
  expect(issues(parts).map((issue) => issue.split(":")[0])).toEqual([
    "web.network.cidr",
    "web.frontDoor.tls.certificateArn",
    "web.fleet.capacity",
  ]);
});

test.each<[Partial<WebConfig>, string]>([
  [{ logRetentionDays: 0 }, "web.logRetentionDays: must be a whole number of days from 1, got 0"],
  [
    { message: "two\nlines" },
    'web.message: must be one printable line of at most 200 characters, got "two\\nlines"',
  ],
  [
    { deletable: { reason: " " } },
    "web.deletable.reason: must say why deletion is allowed, got an empty text",
  ],
])("%j is an issue", (overrides, message) => {
  expect(issues(overrides)).toEqual([message]);
});
