/** Life of an AWS account, as Organizations says it. */
export type AccountState = "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";

/** One account of the organization. */
export interface ExistingAccount {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly state: AccountState;
  /** `ou-...`, or `r-...` for one below the root. */
  readonly parentId: string;
}

/** What the organization consists of. */
export interface OrganizationTree {
  /** `o-a1b2c3d4e5` */
  readonly id: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  /** Ids of units by path: `Workloads/Dev`. */
  readonly units: ReadonlyMap<string, string>;
  readonly accounts: readonly ExistingAccount[];
}

/** One request to create an account. AWS does not say its email address. */
export interface AccountCreation {
  /** `car-...` */
  readonly id: string;
  readonly name: string;
  readonly state: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  readonly accountId?: string;
  /** `EMAIL_ALREADY_EXISTS` */
  readonly failure?: string;
  /** ISO 8601 */
  readonly requestedAt?: string;
}

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** AWS Organizations, as far as accounts are vended and given up. */
export interface AccountDirectory {
  tree(): Promise<OrganizationTree>;
  tags(accountId: string): Promise<Readonly<Record<string, string>>>;
  /** The newest first, those of the last 90 days. */
  creations(): Promise<AccountCreation[]>;
  creation(id: string): Promise<AccountCreation>;
  create(account: NewAccount): Promise<AccountCreation>;
  /** Does nothing where the account is there already. */
  move(accountId: string, from: string, to: string): Promise<void>;
  tag(accountId: string, tags: Readonly<Record<string, string>>): Promise<void>;
  /** @throws UserError where AWS's quota of closed accounts is used up */
  closeAccount(accountId: string): Promise<void>;
}
