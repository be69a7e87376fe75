import type { WebConfig } from "../web-config";
import { checkMonitoring } from "./check-monitoring";
import type { MonitoringConfig } from "./monitoring-config";

const WATCHED = {
  network: { cidr: "10.0.0.0/16", natGateways: "none" },
  fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
} as const satisfies Pick<WebConfig, "network" | "fleet">;

const issues = (config: MonitoringConfig, watched: Partial<WebConfig> = {}) =>
  checkMonitoring("web.monitoring", config, { ...WATCHED, ...watched }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test("thresholds of what the workload has can differ", () => {
  expect(issues({ thresholds: { latency: 2.5, "target-errors": 5, cpu: 95 } })).toEqual([]);
});

test.each<[string, Partial<WebConfig>]>([
  ["rejected-flows", { frontDoor: { type: "network" } }],
  ["memory", { fleet: { ...WATCHED.fleet, scaling: { memory: { target: 75 } } } }],
  ["nat-ports", { network: { ...WATCHED.network, natGateways: "single" } }],
])("a threshold of %s needs %j", (name, watched) => {
  expect(issues({ thresholds: { [name]: 5 } }, watched)).toEqual([]);
  expect(issues({ thresholds: { [name]: 5 } })).toEqual([
    expect.stringMatching(/is of an alarm that the workload does not have, as it has no [a-z-]+: remove it$/),
  ]);
});

test("an alarm that does not exist is an issue, with the one that was probably meant", () => {
  expect(issues({ thresholds: { latencey: 2 } as MonitoringConfig["thresholds"] & object })).toEqual([
    expect.stringMatching(
      /^web\.monitoring\.thresholds\.latencey: no alarm is called "latencey", .*did you mean "latency"/,
    ),
  ]);
});

test.each([100, -1, Number.NaN])("a threshold of %s percent is an issue", (threshold) => {
  expect(issues({ thresholds: { cpu: threshold } })).toEqual([
    `web.monitoring.thresholds.cpu: must be a number of % from 0 to below 100, got ${threshold}`,
  ]);
});

test("subscribers are checked together with thresholds", () => {
  const subscribers = [{ protocol: "email", endpoint: "on-call" }] as const;
  expect(issues({ subscribers, thresholds: { latency: -1 } })).toEqual([
    'web.monitoring.subscribers[0].endpoint: must be a mail address for email, got "on-call"',
    "web.monitoring.thresholds.latency: must be a number of seconds from 0, got -1",
  ]);
});
