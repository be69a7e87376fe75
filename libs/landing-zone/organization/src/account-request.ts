/** The person who gets the first access to the account through IAM Identity Center. */
export interface SsoUser {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Who wants an account, and what for. */
export interface ChangeRecord {
  readonly requestedBy: string;
  readonly reason: string;
}

/**
 * What is asked of the account factory: `request` of `environments/landing-zone/accounts/<name>.ts`. What the account is
 * born with, its quotas, budget and contacts, stands beside it, in the data of its `account-baseline`.
 *
 * Source: variables of AFT's request module, catalog 000 section 3.1.
 */
export interface AccountRequest {
  /** The account's name in AWS: at most 50 characters. It cannot be changed after vending. */
  readonly name: string;
  /** The root user's address, which no other AWS account has, a closed one neither. It identifies the request. */
  readonly email: string;
  /** Path of an organizational unit in the organization's data: `Workloads/Dev`. */
  readonly organizationalUnit: string;
  readonly ssoUser: SsoUser;
  /** Tags of the account, among them those that the organization requires. */
  readonly tags: Readonly<Record<string, string>>;
  readonly change: ChangeRecord;
  /**
   * Facts for customizations; in the account they become parameters under `/aft/account-request/custom-fields/`.
   *
   * @default - none
   */
  readonly customFields?: Readonly<Record<string, string>>;
  /**
   * The folder of account customizations that run after vending.
   *
   * @default - the global customizations alone
   */
  readonly customizations?: string;
  /**
   * Why the account is given up, and what becomes of it. An account whose file vanishes is never closed.
   *
   * @default - it is kept
   */
  readonly offboard?: {
    /** `unenroll`: leaves Control Tower and moves to the unit `Suspended`; `close`: is closed after that. */
    readonly as: "unenroll" | "close";
    readonly reason: string;
  };
}
