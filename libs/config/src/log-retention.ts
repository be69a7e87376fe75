import { check, type Issue } from "@tagform/outcome";

/** How long the logs of each class are kept, in days: what they are for says for how long they are worth anything. */
export const LOG_CLASSES = {
  /** Who did what and who talked to whom: looked up long after the fact. */
  security: 365,
  /** What a workload says about its work. */
  application: 90,
  /** What helps to find today's error. */
  debug: 7,
} as const;

export type LogClass = keyof typeof LOG_CLASSES;

/** What CloudWatch accepts, in days; "for good" is not among them. */
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export type RetentionDays = (typeof RETENTION_DAYS)[number];

/** How long logs are kept. */
export interface LogRetention {
  /** What the logs are for: security is kept 365 days, application 90, debug 7. */
  readonly logClass: LogClass;
  /**
   * Keep them longer than their class, in days: some rules ask for more than a year.
   *
   * @default - the days of the class
   */
  readonly retentionDays?: RetentionDays;
}

export function retentionDaysOf({ logClass, retentionDays = LOG_CLASSES[logClass] }: LogRetention): number {
  return retentionDays;
}

/** A class may be exceeded, never undercut: its days are what readers of the logs rely on. */
export function checkLogRetention(path: string, { logClass, retentionDays }: LogRetention): Issue[] {
  const days = LOG_CLASSES[logClass];
  return check(
    retentionDays === undefined || retentionDays > days,
    `${path}.retentionDays`,
    `must be more than the ${days} days of class ${logClass}, got ${retentionDays}: ` +
      "leave it out, or choose another class",
  );
}
