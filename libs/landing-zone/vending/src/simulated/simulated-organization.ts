import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { Organization } from "@tagform/landing-zone-organization";

import { type AwsAccess, clientSettings } from "../aws/aws-access";

/** The tag by which a unit or account of an embedded AWS gets the id that the data names. */
export const ID_TAG = "rehearsal:id";

/** An account that is there before anything is vended. */
export interface EarlierAccount {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Path of its unit; below the root without. */
  readonly organizationalUnit?: string;
}

/**
 * Makes the organization of the data in an embedded AWS, with its units.
 *
 * @returns the data with the ids that the embedded AWS gave, which are those of the data where it can be told them
 */
export async function simulateOrganization(
  management: AwsAccess,
  organization: Organization,
  earlier: readonly EarlierAccount[],
): Promise<Organization> {
  const sdk = await import("@aws-sdk/client-organizations");
  const client = new sdk.OrganizationsClient(clientSettings(management));
  try {
    const { Organization: made } = await client.send(
      new sdk.CreateOrganizationCommand({ FeatureSet: "ALL" }),
    );
    const { Roots = [] } = await client.send(new sdk.ListRootsCommand({}));
    const rootId = Roots[0]?.Id ?? "";
    const ids = new Map<string, string>();
    for (const path of Object.keys(organization.units).sort()) {
      ids.set(path, await simulateUnit(client, organization, path, ids, rootId));
    }
    for (const account of earlier) {
      const unit = account.organizationalUnit;
      await simulateAccount(client, account, rootId, unit === undefined ? rootId : (ids.get(unit) ?? rootId));
    }
    const units = Object.entries(organization.units).map(
      ([path, unit]) => [path, { ...unit, id: ids.get(path) ?? "" }] as const,
    );
    return { ...organization, id: made?.Id ?? "", rootId, units: Object.fromEntries(units) };
  } finally {
    client.destroy();
  }
}

async function simulateUnit(
  client: OrganizationsClient,
  { units }: Organization,
  path: string,
  ids: ReadonlyMap<string, string>,
  rootId: string,
): Promise<string> {
  const { CreateOrganizationalUnitCommand } = await import("@aws-sdk/client-organizations");
  const name = path.slice(path.lastIndexOf("/") + 1);
  const parent = path === name ? undefined : path.slice(0, -name.length - 1);
  const id = units[path]?.id;
  const { OrganizationalUnit } = await client.send(
    new CreateOrganizationalUnitCommand({
      Name: name,
      ParentId: parent === undefined ? rootId : (ids.get(parent) ?? rootId),
      Tags: id === undefined ? [] : [{ Key: ID_TAG, Value: id }],
    }),
  );
  return OrganizationalUnit?.Id ?? "";
}

async function simulateAccount(
  client: OrganizationsClient,
  { accountId, name, email }: EarlierAccount,
  rootId: string,
  unitId: string,
): Promise<void> {
  const { CreateAccountCommand, MoveAccountCommand } = await import("@aws-sdk/client-organizations");
  const { CreateAccountStatus } = await client.send(
    new CreateAccountCommand({
      AccountName: name,
      Email: email,
      Tags: [{ Key: ID_TAG, Value: accountId }],
    }),
  );
  if (unitId === rootId) return;
  const AccountId = CreateAccountStatus?.AccountId ?? "";
  await client.send(
    new MoveAccountCommand({ AccountId, SourceParentId: rootId, DestinationParentId: unitId }),
  );
}
