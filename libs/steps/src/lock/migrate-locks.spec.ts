import { decideMigration, type LockPlaces, type MigratingCell } from "./migrate-locks";

const BOTH: LockPlaces = ["s3", "dynamodb"];
const FREE = { verdict: "free", because: "no run holds it" } as const;
const cell = (delivered?: LockPlaces, lock: MigratingCell["lock"] = FREE): MigratingCell => ({
  cell: "dev_global/risk",
  lock,
  delivered,
});

test("from the table to both is safe at any time: whoever comes still takes the table's", () => {
  const held = { verdict: "held", because: "it works" } as const;
  expect(decideMigration(["dynamodb"], [cell(["dynamodb"], held)])).toEqual({
    setting: ["dynamodb"],
    next: BOTH,
    problems: [],
  });
});

test("the last step waits for every cell that was delivered before both were", () => {
  expect(decideMigration(BOTH, [cell(["dynamodb"]), cell(BOTH), cell(undefined)])).toEqual({
    setting: BOTH,
    next: ["s3"],
    problems: ["dev_global/risk: was last delivered with locks in dynamodb only: deliver it again"],
  });
  expect(decideMigration(["dynamodb", "s3"], [cell(BOTH), cell(["s3"]), cell(undefined)]).problems).toEqual(
    [],
  );
});

test("the last step waits for a cell whose last delivery had no tag to ask", () => {
  expect(decideMigration(BOTH, [cell([])]).problems).toEqual([
    "dev_global/risk: was last delivered with locks in nobody knows where: deliver it again",
  ]);
});

test.each(["held", "stale", "orphan", "unknown"] as const)(
  "the last step waits while a lock is %s",
  (verdict) => {
    const { problems } = decideMigration(BOTH, [cell(BOTH, { verdict, because: "so it is" })]);
    expect(problems).toEqual([`dev_global/risk: is locked (${verdict}): so it is`]);
  },
);

test("a setting that left the table too early is told, and one that did not is the end", () => {
  expect(decideMigration(["s3"], [cell(["dynamodb"])]).problems).toHaveLength(1);
  expect(decideMigration(["s3"], [cell(BOTH), cell(["s3"])])).toEqual({ setting: ["s3"], problems: [] });
});
