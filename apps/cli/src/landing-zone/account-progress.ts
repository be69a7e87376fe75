import {
  type AccountProgress,
  factoryProgress,
  type NamedRequest,
  organizationProgress,
} from "@tagform/landing-zone-vending";

import type { Vending } from "./vending-sources";

/** How far the accounts are, asked now. */
export async function progressOf(
  { data, directory, factory }: Vending,
  requests: readonly NamedRequest[],
): Promise<AccountProgress[]> {
  const now = new Date();
  const tree = await directory.tree();
  if (factory !== undefined) return factoryProgress({ ...factory, requests, tree, now });
  const creations = await directory.creations();
  return organizationProgress({ organization: data.organization, requests, tree, creations, now });
}
