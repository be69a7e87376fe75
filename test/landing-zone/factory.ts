import { accounts, organization } from "@tagform/environments/landing-zone";
import { SimulatedAft, simulateOrganization } from "@tagform/landing-zone-vending/simulated";
import { administratorAccess } from "@tagform/rehearsal";

/** The sample organization with all its vended accounts in an embedded AWS, and AFT's side of vending. */
export async function simulatedFactory(endpoint: string): Promise<SimulatedAft> {
  const { management: managementId, accountFactory: factoryAccountId } = organization.accounts;
  const access = (accountId: string) => administratorAccess(endpoint, organization.homeRegion, accountId);
  const management = await access(managementId);
  const vended = Object.values(accounts).flatMap((account) =>
    "request" in account ? [{ ...account.request, accountId: account.accountId }] : [],
  );
  await simulateOrganization(management, organization, vended);
  return SimulatedAft.create({
    management,
    factory: await access(factoryAccountId),
    factoryAccountId,
  });
}
