import { accounts, organization } from "@tagform/environments/landing-zone";
import type { AwsAccess } from "@tagform/landing-zone-vending";
import { SimulatedAft, simulateOrganization } from "@tagform/landing-zone-vending/simulated";
import { administratorOf } from "@tagform/rehearsal";

/** The sample organization with all its vended accounts in an embedded AWS, and AFT's side of vending. */
export async function simulatedFactory(endpoint: string): Promise<SimulatedAft> {
  const { management: managementId, accountFactory: factoryAccountId } = organization.accounts;
  const management = await access(endpoint, managementId);
  const vended = Object.values(accounts).flatMap((account) =>
    "request" in account ? [{ ...account.request, accountId: account.accountId }] : [],
  );
  await simulateOrganization(management, organization, vended);
  return SimulatedAft.create({
    management,
    factory: await access(endpoint, factoryAccountId),
    factoryAccountId,
  });
}

async function access(endpoint: string, accountId: string): Promise<AwsAccess> {
  const variables = await administratorOf(endpoint, accountId);
  return {
    region: organization.homeRegion,
    endpoint,
    credentials: {
      accessKeyId: variables["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: variables["AWS_SECRET_ACCESS_KEY"] ?? "",
      sessionToken: variables["AWS_SESSION_TOKEN"] ?? "",
    },
  };
}
