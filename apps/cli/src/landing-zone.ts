import type { Organization } from "@tagform/landing-zone-organization";
import type { Account } from "@tagform/workload-catalog";

/** The organization and its accounts, as the working tree has them. */
export interface LandingZone {
  readonly organization: Organization;
  /** By the name of the account's file: `research-dev`. */
  readonly accounts: Readonly<Record<string, Account>>;
}

/** Loaded only by commands that need it: a delivery reads one cell's environment. */
export async function loadLandingZone(): Promise<LandingZone> {
  const { accounts, organization } = await import("@tagform/environments/landing-zone");
  return { accounts, organization };
}
