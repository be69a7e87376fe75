import { check, type Issue } from "@tagform/outcome";

/** What IAM Access Analyzer looks for in the account. */
export interface AccessAnalysisConfig {
  /**
   * Where it looks for resources that others than the account can use: a bucket's policy lies in one Region, and is seen
   * by that Region's analyzer alone. Free of charge.
   *
   * @default "every-region"
   */
  readonly external?: "every-region" | "elsewhere";
  /**
   * Report roles, users, keys and permissions that nobody used for so many days, for 0.20 USD a month for each role and
   * user.
   *
   * @default - not looked for
   */
  readonly unusedAfterDays?: number;
}

export function checkAccessAnalysis(path: string, { unusedAfterDays }: AccessAnalysisConfig): Issue[] {
  return check(
    unusedAfterDays === undefined ||
      (Number.isInteger(unusedAfterDays) && unusedAfterDays >= 1 && unusedAfterDays <= 365),
    `${path}.unusedAfterDays`,
    `must be a whole number from 1 to 365, got ${unusedAfterDays ?? ""}`,
  );
}
