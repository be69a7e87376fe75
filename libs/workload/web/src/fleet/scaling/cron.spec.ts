import { cronProblem } from "./cron";

test.each(["0 7 * * MON-FRI", "*/15 8-18 * * 1-5", "30 0 1 1,6,12 *", "0 0 31 DEC SUN", "0-30/10 * * * *"])(
  "%s is a recurrence",
  (expression) => {
    expect(cronProblem(expression)).toBeUndefined();
  },
);

test.each([
  [
    "0 7 ? * MON-FRI *",
    "has 6 fields, must have five with one space between them: minute, hour, day of the month, month, weekday",
  ],
  ["0 7 ? * MON", "has a wrong day of the month (1 to 31)"],
  ["60 24 * * *", "has a wrong minute (0 to 59) and a wrong hour (0 to 23)"],
  ["0 7 0 * *", "has a wrong day of the month (1 to 31)"],
  ["0 7 * 13 *", "has a wrong month (1 to 12 or JAN to DEC)"],
  ["0 7 * * 7", "has a wrong weekday (0 to 6 or SUN to SAT)"],
  ["0 7 * * FRI-MON", "has a wrong weekday (0 to 6 or SUN to SAT)"],
  ["5/10 * * * *", "has a wrong minute (0 to 59)"],
  ["*/0 * * * *", "has a wrong minute (0 to 59)"],
  ["0 7 L * *", "has a wrong day of the month (1 to 31)"],
])("%s %s", (expression, problem) => {
  expect(cronProblem(expression)).toBe(problem);
});
