import type * as ServiceCatalog from "@aws-sdk/client-service-catalog";
import type { ServiceCatalogClient } from "@aws-sdk/client-service-catalog";

import { type AwsAccess, clientSettings, isAwsError } from "./aws-access";
import type { EnrolledProduct, EnrolledProducts } from "./enrolled-products";

type Sdk = typeof ServiceCatalog;

/** {@link EnrolledProducts} of the management account, in Control Tower's home Region. */
export class AccountFactoryProducts implements EnrolledProducts {
  private constructor(
    private readonly client: ServiceCatalogClient,
    private readonly sdk: Sdk,
  ) {}

  public static async open(access: AwsAccess): Promise<AccountFactoryProducts> {
    const sdk = await import("@aws-sdk/client-service-catalog");
    return new AccountFactoryProducts(new sdk.ServiceCatalogClient(clientSettings(access)), sdk);
  }

  public destroy(): void {
    this.client.destroy();
  }

  public async list(): Promise<EnrolledProduct[]> {
    const found: EnrolledProduct[] = [];
    let PageToken: string | undefined;
    do {
      const { ProvisionedProducts = [], NextPageToken } = await this.client.send(
        new this.sdk.SearchProvisionedProductsCommand({
          AccessLevelFilter: { Key: "Account", Value: "self" },
          Filters: { SearchQuery: ["type:CONTROL_TOWER_ACCOUNT"] },
          PageSize: 100,
          ...(PageToken === undefined ? {} : { PageToken }),
        }),
      );
      for (const { Id = "", Name = "", Status, StatusMessage, PhysicalId } of ProvisionedProducts) {
        found.push({
          id: Id,
          name: Name,
          state: Status ?? "UNDER_CHANGE",
          ...(PhysicalId === undefined ? {} : { accountId: PhysicalId }),
          ...(StatusMessage === undefined ? {} : { message: StatusMessage }),
        });
      }
      PageToken = NextPageToken;
    } while (PageToken !== undefined && PageToken !== "");
    return found;
  }

  public async terminate(ProvisionedProductId: string): Promise<void> {
    // The product's id as token: a second request while the first one runs is the same request.
    const TerminateToken = ProvisionedProductId;
    try {
      await this.client.send(
        new this.sdk.TerminateProvisionedProductCommand({ ProvisionedProductId, TerminateToken }),
      );
    } catch (cause) {
      if (!isAwsError(cause, "ResourceNotFoundException")) throw cause;
    }
  }
}
