import { checkFleet } from "./check-fleet";
import type { FleetConfig } from "./fleet-config";

const config: FleetConfig = { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] };

const issues = (overrides: Partial<FleetConfig> = {}) =>
  checkFleet("web.fleet", { ...config, ...overrides }).map(({ path, message }) => `${path}: ${message}`);

test("valid data has no issue", () => {
  expect(issues()).toEqual([]);
});

test.each<[Partial<FleetConfig>, string]>([
  [
    { capacity: { min: 3, desired: 2, max: 1 } },
    "web.fleet.capacity: min <= desired <= max must hold, got min 3, desired 2 and max 1",
  ],
  [
    { capacity: { min: 0.5, desired: 1, max: 1 } },
    "web.fleet.capacity: must be whole numbers from 0, got min 0.5, desired 1 and max 1",
  ],
  [
    { instanceTypes: ["t4g"] },
    'web.fleet.instanceTypes: must be EC2 instance types like "t4g.small", got "t4g"',
  ],
  [
    { instanceTypes: ["t4g.small", "t3.small"] },
    "web.fleet.instanceTypes: must share one processor architecture, as they share one image, got t4g.small (arm64), t3.small (x86_64)",
  ],
])("%j is an issue", (overrides, message) => {
  expect(issues(overrides)).toEqual([message]);
});
