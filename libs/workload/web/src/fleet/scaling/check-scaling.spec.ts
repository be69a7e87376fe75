import { checkScaling } from "./check-scaling";
import type { ScalingConfig, ScheduleConfig } from "./scaling-config";

const CAPACITY = { min: 1, desired: 2, max: 10 };

const issues = (scaling: ScalingConfig, capacity = CAPACITY) =>
  checkScaling("scaling", scaling, capacity).map(({ path, message }) => `${path}: ${message}`);

const MORNING: ScheduleConfig = { cron: "0 7 * * MON-FRI", timeZone: "Europe/Berlin", min: 5, max: 20 };
const EVENING: ScheduleConfig = { cron: "0 19 * * *", timeZone: "Europe/Berlin", min: 2, max: 5 };

test.each<ScalingConfig>([
  {},
  { memory: { target: 80 }, requests: { target: 1000 }, queue: { name: "orders.fifo", target: 100 } },
  {
    cpu: {
      out: [
        { above: 50, addPercentage: 10 },
        { above: 60, addPercentage: 20 },
        { above: 70, addPercentage: 30 },
      ],
      in: { below: 30, removePercentage: 10 },
    },
  },
  { requests: { out: [{ above: 800, addPercentage: 10 }] } },
  { schedules: { morning: MORNING, evening: EVENING } },
  { schedules: { "mail-goes-out": { cron: "0 9 * * TUE", timeZone: "Asia/Kolkata", desired: 8 } } },
])("%j has no issue", (scaling) => {
  expect(issues(scaling)).toEqual([]);
});

test.each<[ScalingConfig, string]>([
  [{ cpu: { target: 101 } }, "cpu.target: must be a number above 0, at most 100, got 101"],
  [{ requests: { target: 0 } }, "requests.target: must be a number above 0, got 0"],
  [
    { memory: { out: [{ above: 75, addPercentage: 10 }] } },
    "memory.out[0].above: must be at most 60, so that instances are there before the load is, got 75",
  ],
  [
    {
      memory: {
        out: [
          { above: 50, addPercentage: 10 },
          { above: 50, addPercentage: 20 },
        ],
      },
    },
    "memory.out: must ascend from above 0 to below 100, got 50, 50",
  ],
  [
    { memory: { out: [{ above: 50, addPercentage: 50 }] } },
    "memory: must add and remove 1 to 30 percent at a time, small steps and more of them, got 50",
  ],
  [
    { cpu: { out: [{ above: 50, addPercentage: 10 }], in: { below: 45, removePercentage: 10 } } },
    "cpu.in.below: must be above 0 and at most 44, or what is removed is added again, got 45",
  ],
  [
    { queue: { name: "or ders", target: 1 } },
    'queue.name: sqsQueue name "or ders" is malformed, AWS allows letters, digits and _ -',
  ],
  [
    { cpu: { target: 70, scaleIn: false } },
    ": adds instances and never removes one: let one metric scale in",
  ],
])("%j is an issue", (scaling, message) => {
  expect(issues(scaling)).toEqual([`scaling${message.startsWith(":") ? "" : "."}${message}`]);
});

test("a queue needs an instance to divide its messages by", () => {
  expect(issues({ queue: { name: "orders", target: 1 } }, { ...CAPACITY, min: 0 })).toEqual([
    "scaling.queue: needs a fleet with a min of at least 1: without instances, messages for each of them is no number, got 0",
  ]);
});

test.each<[Partial<ScheduleConfig>, string]>([
  [
    { cron: "cron(0 7 ? * MON-FRI *)" },
    'morning.cron: has 6 fields, must have five with one space between them: minute, hour, day of the month, month, weekday, got "cron(0 7 ? * MON-FRI *)"',
  ],
  [
    { timeZone: "Europe/Berln" },
    'morning.timeZone: must be a time zone of the IANA database like "Europe/Berlin" or "Etc/UTC", got "Europe/Berln", did you mean "Europe/Berlin"?',
  ],
  [
    { timeZone: "US/Pacific" },
    'morning.timeZone: must be a time zone of the IANA database like "Europe/Berlin" or "Etc/UTC", got "US/Pacific"',
  ],
  [
    { min: 21 },
    "morning: min <= desired <= max must hold, got min 21, desired 21 and max 20; what is left out is the fleet's",
  ],
  [
    { desired: 4 },
    "morning: min <= desired <= max must hold, got min 5, desired 4 and max 20; what is left out is the fleet's",
  ],
])("a schedule with %j is an issue", (overrides, message) => {
  expect(issues({ schedules: { morning: { ...MORNING, ...overrides }, evening: EVENING } })).toEqual([
    expect.stringContaining(`scaling.schedules.${message}`),
  ]);
});

test("a schedule that sets nothing is an issue", () => {
  expect(issues({ schedules: { idle: { cron: "0 7 * * *", timeZone: "Etc/UTC" } } })).toEqual([
    "scaling.schedules.idle: must set min, desired or max, sets none",
  ]);
});

test("two schedules at the same moment are an issue", () => {
  const twice = { ...MORNING, min: 6 };
  expect(issues({ schedules: { morning: MORNING, twice } })).toEqual([
    'scaling.schedules: must not set the capacity twice at the same moment, got "0 7 * * MON-FRI Europe/Berlin" twice',
  ]);
});

test("a bound that only one schedule sets would stay for good", () => {
  expect(issues({ schedules: { morning: MORNING } })).toEqual([
    "scaling.schedules: only morning sets min, for good: add a schedule that sets it back",
    "scaling.schedules: only morning sets max, for good: add a schedule that sets it back",
  ]);
});
