/** What `nx g account` is asked for: one account by its name, or those of a new team. */
export interface AccountOptions {
  /** Name of one account: `sandbox`. It needs `unit`. */
  readonly name?: string;
  /** Path of the organizational unit of the account with that name: `Workloads/Dev`. */
  readonly unit?: string;
  /** A new team: an account in each environment for workloads, `payments-dev`, and the team's entry there. */
  readonly team?: string;
  /**
   * The account that the new ones are born like.
   *
   * @default - the first one of the same unit
   */
  readonly like?: string;
  /**
   * The root user's address, of an account that is given by name.
   *
   * @default - that of `like` with the account's name as sub-address
   */
  readonly email?: string;
  /** Who gets the first access. */
  readonly ssoEmail: string;
  /** @default - the team's or the account's name */
  readonly ssoFirstName?: string;
  /** @default "Team" */
  readonly ssoLastName?: string;
  readonly reason: string;
  /** @default - the team's or the account's name */
  readonly requestedBy?: string;
  /** Tags as `<key>=<value>`; `Project` and `Environment` are known for a team. */
  readonly tag?: readonly string[];
}

/** One account that is to be written. */
export interface NewAccount {
  readonly name: string;
  readonly unit: string;
  readonly owner: string;
  /** The environment whose team waits for the account. */
  readonly environment?: string;
}
