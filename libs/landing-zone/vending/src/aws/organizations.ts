import type * as OrganizationsSdk from "@aws-sdk/client-organizations";
import type { Account, CreateAccountStatus, OrganizationsClient } from "@aws-sdk/client-organizations";
import { RefusedError, UserError } from "@tagform/outcome";

import type {
  AccountCreation,
  AccountDirectory,
  ExistingAccount,
  NewAccount,
  OrganizationTree,
} from "./account-directory";
import { type AwsAccess, clientSettings, isAwsError } from "./aws-access";

type Sdk = typeof OrganizationsSdk;

/** The {@link AccountDirectory} that the management account sees. */
export class Organizations implements AccountDirectory {
  private constructor(
    private readonly client: OrganizationsClient,
    private readonly sdk: Sdk,
  ) {}

  /**
   * @param expected what the credentials must be of; an embedded AWS gives organizations ids of its own
   * @throws RefusedError if they are of another organization
   */
  public static async open(
    access: AwsAccess,
    expected?: { readonly id?: string; readonly managementAccountId: string },
  ): Promise<Organizations> {
    const sdk = await import("@aws-sdk/client-organizations");
    const organizations = new Organizations(new sdk.OrganizationsClient(clientSettings(access)), sdk);
    if (expected !== undefined) await organizations.assertIs(expected);
    return organizations;
  }

  public destroy(): void {
    this.client.destroy();
  }

  /** Asks for the accounts of each unit: the number of calls does not grow with the number of accounts. */
  public async tree(): Promise<OrganizationTree> {
    const { Organization } = await this.client.send(new this.sdk.DescribeOrganizationCommand({}));
    const { Roots = [] } = await this.client.send(new this.sdk.ListRootsCommand({}));
    const rootId = Roots[0]?.Id;
    if (rootId === undefined)
      throw new UserError("the organization shows no root: ask its management account");
    const units = new Map<string, string>();
    await this.addUnits(units, rootId, "");
    const accounts: ExistingAccount[] = [];
    for (const parentId of [rootId, ...units.values()]) accounts.push(...(await this.accountsOf(parentId)));
    return {
      id: Organization?.Id ?? "",
      managementAccountId: Organization?.MasterAccountId ?? "",
      rootId,
      units,
      accounts,
    };
  }

  public async tags(accountId: string): Promise<Readonly<Record<string, string>>> {
    const pages = this.sdk.paginateListTagsForResource({ client: this.client }, { ResourceId: accountId });
    const tags: Record<string, string> = {};
    for await (const { Tags = [] } of pages) {
      for (const { Key, Value } of Tags) if (Key !== undefined) tags[Key] = Value ?? "";
    }
    return tags;
  }

  public async creations(): Promise<AccountCreation[]> {
    const found: AccountCreation[] = [];
    for await (const { CreateAccountStatuses = [] } of this.sdk.paginateListCreateAccountStatus(
      { client: this.client },
      {},
    )) {
      found.push(...CreateAccountStatuses.map(creationOf));
    }
    return found.sort((one, other) => (other.requestedAt ?? "").localeCompare(one.requestedAt ?? ""));
  }

  public async creation(id: string): Promise<AccountCreation> {
    const command = new this.sdk.DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id });
    const { CreateAccountStatus } = await this.client.send(command);
    return creationOf(CreateAccountStatus ?? {});
  }

  public async create({ name, email, tags }: NewAccount): Promise<AccountCreation> {
    const command = new this.sdk.CreateAccountCommand({
      AccountName: name,
      Email: email,
      Tags: tagsOf(tags),
    });
    const { CreateAccountStatus } = await this.client.send(command);
    return creationOf(CreateAccountStatus ?? {});
  }

  public async move(AccountId: string, SourceParentId: string, DestinationParentId: string): Promise<void> {
    const command = new this.sdk.MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId });
    try {
      await this.client.send(command);
    } catch (cause) {
      if (!isAwsError(cause, "DuplicateAccountException")) throw cause;
    }
  }

  public async tag(ResourceId: string, tags: Readonly<Record<string, string>>): Promise<void> {
    await this.client.send(new this.sdk.TagResourceCommand({ ResourceId, Tags: tagsOf(tags) }));
  }

  public async closeAccount(AccountId: string): Promise<void> {
    try {
      await this.client.send(new this.sdk.CloseAccountCommand({ AccountId }));
    } catch (cause) {
      if (isAwsError(cause, "AccountAlreadyClosedException")) return;
      if (!isAwsError(cause, "ConstraintViolationException")) throw cause;
      throw new UserError(
        `AWS does not close account ${AccountId} now: ${cause.message}: within any 30 days it closes 10 % of the ` +
          `organization's accounts, at least 10 and at most 1000: run the same command again later`,
        { cause },
      );
    }
  }

  private async assertIs(expected: {
    readonly id?: string;
    readonly managementAccountId: string;
  }): Promise<void> {
    const { Organization } = await this.client.send(new this.sdk.DescribeOrganizationCommand({}));
    const { Id = "", MasterAccountId = "" } = Organization ?? {};
    const { id = Id, managementAccountId } = expected;
    if (id === Id && managementAccountId === MasterAccountId) return;
    throw new RefusedError(
      `these are credentials of organization ${Id} (management account ${MasterAccountId}), the data is of ${id} ` +
        `(${managementAccountId}): give --management-profile`,
    );
  }

  private async addUnits(units: Map<string, string>, ParentId: string, path: string): Promise<void> {
    const pages = this.sdk.paginateListOrganizationalUnitsForParent({ client: this.client }, { ParentId });
    for await (const { OrganizationalUnits = [] } of pages) {
      for (const { Id, Name } of OrganizationalUnits) {
        if (Id === undefined || Name === undefined) continue;
        const own = path === "" ? Name : `${path}/${Name}`;
        units.set(own, Id);
        await this.addUnits(units, Id, own);
      }
    }
  }

  private async accountsOf(ParentId: string): Promise<ExistingAccount[]> {
    const found: ExistingAccount[] = [];
    const pages = this.sdk.paginateListAccountsForParent({ client: this.client }, { ParentId });
    for await (const { Accounts = [] } of pages) {
      found.push(...Accounts.map((account) => accountOf(account, ParentId)));
    }
    return found;
  }
}

/** `Status` is what AWS said before September 2026, and what embedded ones may still say alone. */
function accountOf(account: Account, parentId: string): ExistingAccount {
  const { Id = "", Name = "", Email = "", State, Status } = account;
  return { accountId: Id, name: Name, email: Email, state: State ?? Status ?? "ACTIVE", parentId };
}

function creationOf(status: CreateAccountStatus): AccountCreation {
  const { Id = "", AccountName = "", State = "IN_PROGRESS", AccountId, FailureReason } = status;
  return {
    id: Id,
    name: AccountName,
    state: State,
    ...(AccountId === undefined ? {} : { accountId: AccountId }),
    ...(FailureReason === undefined ? {} : { failure: FailureReason }),
    ...(status.RequestedTimestamp === undefined
      ? {}
      : { requestedAt: status.RequestedTimestamp.toISOString() }),
  };
}

const tagsOf = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
