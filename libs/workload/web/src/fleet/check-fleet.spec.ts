import { checkFleet } from "./check-fleet";
import type { FleetConfig } from "./fleet-config";

const config: FleetConfig = {
  capacity: { min: 1, desired: 2, max: 6 },
  instanceTypes: ["m7g.large", "m6g.large"],
};

const issues = (overrides: Partial<FleetConfig> = {}) =>
  checkFleet("web.fleet", { ...config, ...overrides }).map(({ path, message }) => `${path}: ${message}`);

const ATTRIBUTES = { architecture: "arm64", vCpus: { min: 2 }, memoryMiB: { min: 4096 } } as const;

test.each<Partial<FleetConfig>>([
  {},
  { instanceTypes: ["t4g.small"], warmPool: { state: "stopped", minSize: 2, reuseOnScaleIn: true } },
  {
    instanceTypes: [
      { type: "m7g.large", weight: 1 },
      { type: "m7g.xlarge", weight: 2 },
    ],
    onDemand: { base: 2, percentageAbove: 50 },
  },
  {
    instanceTypes: { ...ATTRIBUTES, memoryGiBPerVCpu: { min: 2, max: 4 }, exclude: ["c7gn.*", "m6gd.large"] },
    onDemand: { base: 1, percentageAbove: 0 },
  },
  { image: "ami-0a1b2c3d4e5f60718", maxInstanceLifetimeDays: 30, warmupSeconds: 0 },
  { rollout: { surgePercentage: 10, checkpoints: { percentages: [10, 50, 100], waitSeconds: 900 } } },
  { lifecycleHooks: { save: { on: "terminate", timeoutSeconds: 60, whenTimedOut: "continue" } } },
  { disk: { sizeGiB: 8, iops: 3000, throughputMiBps: 750 } },
  { disk: { sizeGiB: 200, iops: 80_000, throughputMiBps: 2000 } },
  { snapshots: { everyHours: 12, at: "23:59", keep: 14 } },
])("%j has no issue", (overrides) => {
  expect(issues(overrides)).toEqual([]);
});

test("the issues of all parts are reported together", () => {
  const parts: Partial<FleetConfig> = {
    capacity: { min: 3, desired: 2, max: 1 },
    image: "ami-1",
    disk: { sizeGiB: 1 },
    scaling: { cpu: { target: 0 } },
  };
  expect(issues(parts).map((issue) => issue.split(":")[0])).toEqual([
    "web.fleet.capacity",
    "web.fleet.image",
    "web.fleet.scaling.cpu.target",
    "web.fleet.disk.sizeGiB",
  ]);
});

test.each<[Partial<FleetConfig>, string]>([
  [
    { capacity: { min: 3, desired: 2, max: 1 } },
    "capacity: min <= desired <= max must hold, got min 3, desired 2 and max 1",
  ],
  [
    { capacity: { min: 0.5, desired: 1, max: 1 } },
    "capacity: must be whole numbers from 0, got min 0.5, desired 1 and max 1",
  ],
  [{ instanceTypes: ["t4g"] }, 'instanceTypes: must be EC2 instance types like "t4g.small", got "t4g"'],
  [
    { instanceTypes: ["t4g.small", "t3.small"] },
    "instanceTypes: must share one processor architecture, as they share one image, got t4g.small (arm64), t3.small (x86_64)",
  ],
  [
    { instanceTypes: ["t4g.small", "t4g.small"] },
    "instanceTypes: must not name an instance type twice, got t4g.small, t4g.small",
  ],
  [
    { instanceTypes: ["t4g.small"], onDemand: { base: 1, percentageAbove: 0 } },
    "instanceTypes: must name more than one type where part of the fleet is Spot, so that another one can stand in, got t4g.small",
  ],
  [
    { instanceTypes: [{ type: "m7g.4xlarge", weight: 8 }] },
    "instanceTypes[0].weight: must be a whole number from 1 to 999 and at most the fleet's max of 6, got 8",
  ],
  [
    { instanceTypes: { ...ATTRIBUTES, vCpus: { min: 4, max: 2 } } },
    "instanceTypes.vCpus: must be numbers above 0 with min <= max, got min 4 and max 2",
  ],
  [
    { instanceTypes: { ...ATTRIBUTES, memoryMiB: { min: 0 } } },
    "instanceTypes.memoryMiB: must be numbers above 0 with min <= max, got min 0 and max none",
  ],
  [
    { instanceTypes: { ...ATTRIBUTES, exclude: ["M5"] } },
    'instanceTypes.exclude: must be instance types, with * for any characters, got "M5"',
  ],
  [
    { onDemand: { base: 0, percentageAbove: 0 } },
    "onDemand.base: must be a whole number from 1, so that not all instances can be taken back, and below the fleet's max of 6, so that Spot has a part, got 0",
  ],
  [
    { onDemand: { base: 1, percentageAbove: 100 } },
    "onDemand.percentageAbove: must be a whole number from 0 to 99 (leave onDemand out to have no Spot), got 100",
  ],
  [
    { image: "ami-latest" },
    'image: must be "at-plan", "at-launch" or the id of an image like "ami-0a1b2c3d4e5f60718", got "ami-latest"',
  ],
  [
    { onDemand: { base: 1, percentageAbove: 0 }, warmPool: { state: "running", minSize: 1 } },
    "warmPool: needs a fleet that is all On-Demand, AWS keeps no Spot instances warm: leave one of warmPool and onDemand out",
  ],
  [
    { instanceTypes: ["t4g.small"], warmPool: { state: "running", minSize: 7 } },
    "warmPool.minSize: must be a whole number from 0 to 6, got 7",
  ],
  [
    { instanceTypes: ["t4g.small"], warmPool: { state: "running", minSize: 0, maxPrepared: 0 } },
    "warmPool.maxPrepared: must be a whole number, at least the fleet's min of 1, got 0",
  ],
  [
    { rollout: { surgePercentage: 101 } },
    "rollout.surgePercentage: must be a whole number from 1 to 100, got 101",
  ],
  [
    { rollout: { checkpoints: { percentages: [50], waitSeconds: 0 } } },
    "rollout.checkpoints.percentages: must be whole numbers that ascend to 100, got 50",
  ],
  [
    { rollout: { checkpoints: { percentages: [100], waitSeconds: 172_801 } } },
    "rollout.checkpoints.waitSeconds: must be a whole number from 0 to 172800, got 172801",
  ],
  [
    { lifecycleHooks: { prepare: { on: "launch", timeoutSeconds: 10, whenTimedOut: "abandon" } } },
    "lifecycleHooks.prepare.timeoutSeconds: must be a whole number from 30 to 7200, got 10",
  ],
  [
    { lifecycleHooks: { "save it": { on: "terminate", timeoutSeconds: 30, whenTimedOut: "continue" } } },
    'lifecycleHooks: must be named with letters, digits and - _, at most 255, got "save it"',
  ],
  [{ maxInstanceLifetimeDays: 0 }, "maxInstanceLifetimeDays: must be a whole number from 1 to 365, got 0"],
  [{ warmupSeconds: -1 }, "warmupSeconds: must be a whole number from 0, got -1"],
  [{ disk: { sizeGiB: 7 } }, "disk.sizeGiB: must be a whole number from 8 to 65536, got 7"],
  [
    { disk: { sizeGiB: 10, iops: 6000 } },
    "disk.iops: must be a whole number from 3000 to 5000 (500 for each GiB), got 6000",
  ],
  [
    { disk: { sizeGiB: 8, throughputMiBps: 1000 } },
    "disk.throughputMiBps: must be a whole number from 125 to 750 (a quarter of iops), got 1000",
  ],
  [
    { snapshots: { everyHours: 24, at: "3:00", keep: 7 } },
    'snapshots.at: must be a time of day in UTC like "03:00", got "3:00"',
  ],
  [
    { snapshots: { everyHours: 24, at: "03:00", keep: 0 } },
    "snapshots.keep: must be a whole number from 1 to 1000, got 0",
  ],
])("%j is an issue", (overrides, message) => {
  expect(issues(overrides)).toEqual([`web.fleet.${message}`]);
});
