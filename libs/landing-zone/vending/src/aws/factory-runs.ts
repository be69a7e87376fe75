export type RunState = "running" | "succeeded" | "failed";

/** One run of AFT's provisioning framework. */
export interface FrameworkRun {
  readonly arn: string;
  /** The account's, by what the run was given. */
  readonly email: string;
  readonly state: RunState;
  /** ISO 8601 */
  readonly startedAt: string;
  /** Why it failed. */
  readonly cause?: string;
}

/** One run of an account's customizations. */
export interface CustomizationsRun {
  readonly id: string;
  readonly state: RunState;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly cause?: string;
}

/** What AFT runs for accounts. */
export interface FactoryRuns {
  /** Runs of the framework that began at `since` or later, the newest first. */
  framework(since: string): Promise<FrameworkRun[]>;
  /** The latest of an account; undefined where AFT has made no pipeline for it, or has not started it. */
  customizations(accountId: string): Promise<CustomizationsRun | undefined>;
  /** Runs the framework once more with what a run was given. */
  repeat(arn: string): Promise<void>;
  /** Runs the customizations of accounts that AFT knows. */
  customize(accountIds: readonly string[]): Promise<void>;
}
