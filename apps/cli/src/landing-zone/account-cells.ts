import { cellsOf, resolveCell } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import { type AwsAccess, type CellOfAccount, stateResources } from "@tagform/landing-zone-vending";

import { destinationOf } from "../delivery/destination";
import { loadEnvironments } from "../environments";

/** The cells that are deployed into an account, of all environments, with what their states hold. */
export async function cellsOfAccount(
  accountId: string,
  env: Readonly<Record<string, string>>,
  endpoint: string | undefined,
): Promise<CellOfAccount[]> {
  const credentials = endpoint === undefined ? {} : await embeddedAccess(endpoint);
  const environments = await loadEnvironments();
  const cells = environments.flatMap((environment) =>
    cellsOf(environment)
      .filter((cell) => resolveCell(environment, cell).accountId === accountId)
      .map((cell) => ({
        cell,
        isRetired: resolveCell(environment, cell).retired !== undefined,
        state: destinationOf(environment, cell, {}, env).state,
      })),
  );
  return Promise.all(
    cells.map(async ({ cell, isRetired, state }) => ({
      cell: formatCell(cell),
      isRetired,
      resources: (await stateResources({ region: state.region, ...credentials }, state)) ?? null,
    })),
  );
}

/** States are read as records are: with the ambient credentials, or those of the embedded AWS. */
async function embeddedAccess(endpoint: string): Promise<Omit<AwsAccess, "region">> {
  const { EmbeddedAws } = await import("@tagform/rehearsal");
  const { environment } = await EmbeddedAws.connect(endpoint);
  return {
    endpoint,
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
  };
}
