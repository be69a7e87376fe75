import { checkLogRetention, LOG_CLASSES, RETENTION_DAYS, retentionDaysOf } from "./log-retention";

test("logs are kept as long as their class says", () => {
  expect(retentionDaysOf({ logClass: "security" })).toBe(365);
  expect(retentionDaysOf({ logClass: "application" })).toBe(90);
  expect(retentionDaysOf({ logClass: "debug" })).toBe(7);
});

test("CloudWatch accepts the days of every class", () => {
  expect(RETENTION_DAYS).toEqual(expect.arrayContaining(Object.values(LOG_CLASSES)));
});

test("logs may be kept longer than their class says", () => {
  const retention = { logClass: "security", retentionDays: 1827 } as const;
  expect(retentionDaysOf(retention)).toBe(1827);
  expect(checkLogRetention("logs", retention)).toEqual([]);
});

test("logs are not kept shorter than their class says", () => {
  expect(checkLogRetention("logs", { logClass: "security", retentionDays: 30 })).toEqual([
    {
      path: "logs.retentionDays",
      message:
        "must be more than the 365 days of class security, got 30: leave it out, or choose another class",
    },
  ]);
});
