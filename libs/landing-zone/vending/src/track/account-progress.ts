/**
 * How far an account is: `requested`: AFT has its request; `control-tower`: the account exists or is being made;
 * `framework`: AFT's provisioning framework runs; `customizations`: its customizations run, the delivery roles among them.
 */
export type AccountStage =
  | "not-requested"
  | "requested"
  | "control-tower"
  | "framework"
  | "customizations"
  | "ready"
  | "failed"
  | "closed";

export interface AccountProgress {
  /** In the data. */
  readonly name: string;
  readonly email: string;
  readonly accountId: string | null;
  readonly stage: AccountStage;
  /** ISO 8601, when the request was last written. */
  readonly since: string | null;
  /** Whole minutes since then, while it is under way. */
  readonly minutes: number | null;
  /** Longer under way than vending takes. */
  readonly isLate: boolean;
  /** Why it failed, or what it waits for. */
  readonly cause: string | null;
  /** The next command. */
  readonly next: string | null;
  /** Whether the data has the id. */
  readonly isWritten: boolean;
}

/** AWS and AFT take 20 to 45 minutes for an account; one that takes longer has mostly stopped somewhere. */
export const LATE_MINUTES = 45;

const UNDER_WAY: ReadonlySet<AccountStage> = new Set([
  "requested",
  "control-tower",
  "framework",
  "customizations",
]);

/** Whether somebody still works on the account. */
export const isUnderWay = ({ stage }: Pick<AccountProgress, "stage">): boolean => UNDER_WAY.has(stage);

/** Times of a stage that is still under way. */
export function timesOf(
  stage: AccountStage,
  since: string | null,
  now: Date,
): Pick<AccountProgress, "since" | "minutes" | "isLate"> {
  if (since === null || !UNDER_WAY.has(stage)) return { since, minutes: null, isLate: false };
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / 60_000));
  return { since, minutes, isLate: minutes > LATE_MINUTES };
}
