import {
  AccountFactoryProducts,
  AftRuns,
  AftTables,
  type AwsAccess,
  type FactorySources,
  type LandingZoneData,
  NOTHING_ENROLLED,
  Organizations,
} from "@tagform/landing-zone-vending";
import { UserError } from "@tagform/outcome";
import type { Command } from "commander";

import { loadLandingZone } from "../landing-zone";

/** As whom AWS is asked. Two accounts answer: the organization's management account, and AFT's own. */
export interface VendingOptions {
  readonly endpoint?: string;
  readonly managementProfile?: string;
  readonly factoryProfile?: string;
  readonly json?: true;
}

export function vendingOptions(command: Command, jsonWords: string): Command {
  return command
    .option("--json", jsonWords)
    .option(
      "--management-profile <profile>",
      "AWS profile of the organization's management account (default: the ambient credentials)",
    )
    .option("--factory-profile <profile>", "AWS profile of AFT's account (default: the ambient credentials)")
    .option("--endpoint <url>", "use an embedded AWS that a rehearsal kept");
}

/** The data, and what it is compared with. */
export interface Vending {
  readonly data: LandingZoneData;
  readonly directory: Organizations;
  /** Absent where Organizations alone vends. */
  readonly factory?: FactorySources;
}

/** Opens what vending asks, and closes it. What AWS refuses is for the reader to mend. */
export async function withVending<Result>(
  options: VendingOptions,
  use: (vending: Vending) => Promise<Result>,
): Promise<Result> {
  const data = await loadLandingZone();
  const opened: { destroy(): void }[] = [];
  const keep = <Client extends { destroy(): void }>(client: Client): Client => {
    opened.push(client);
    return client;
  };
  try {
    return await use(await open(data, options, keep));
  } catch (cause) {
    throw isOfAws(cause) ? new UserError(`AWS refused: ${cause.name}: ${cause.message}`, { cause }) : cause;
  } finally {
    for (const client of opened) client.destroy();
  }
}

async function open(
  data: LandingZoneData,
  { endpoint, managementProfile, factoryProfile }: VendingOptions,
  keep: <Client extends { destroy(): void }>(client: Client) => Client,
): Promise<Vending> {
  const { id, homeRegion, accounts, vending } = data.organization;
  const management = await accessOf(homeRegion, accounts.management, endpoint, managementProfile);
  const expected = { managementAccountId: accounts.management, ...(endpoint === undefined ? { id } : {}) };
  const directory = keep(await Organizations.open(management, expected));
  if (vending === "organizations") return { data, directory };
  const access = await accessOf(homeRegion, accounts.accountFactory, endpoint, factoryProfile);
  const factory: FactorySources = {
    tables: keep(await AftTables.open(access, accounts.accountFactory)),
    runs: keep(await AftRuns.open(access, accounts.accountFactory)),
    // An embedded AWS has no Control Tower.
    products: endpoint === undefined ? keep(await AccountFactoryProducts.open(management)) : NOTHING_ENROLLED,
  };
  return { data, directory, factory };
}

/** Of an embedded AWS somebody who may do everything in the account; else the profile, or the ambient credentials. */
export async function accessOf(
  region: string,
  accountId: string,
  endpoint: string | undefined,
  profile: string | undefined,
): Promise<AwsAccess> {
  if (endpoint === undefined) return { region, ...(profile === undefined ? {} : { profile }) };
  const { administratorAccess, EmbeddedAws } = await import("@tagform/rehearsal");
  const embedded = await EmbeddedAws.connect(endpoint);
  return administratorAccess(embedded.endpoint, region, accountId);
}

/** What the SDK throws where AWS answers no, or where there are no credentials. */
function isOfAws(cause: unknown): cause is Error {
  return cause instanceof Error && ("$metadata" in cause || cause.name === "CredentialsProviderError");
}
