import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import { type Arn, attributeArn } from "@tagform/delivery-roles";
import { physicalName, type Region, type Scope, type StateLayout, stateStore } from "@tagform/deployment";
import { Construct } from "constructs";

import type { DeliveryPlace } from "./delivery-place";
import { ONE_STORE } from "./step-resources";

export interface StateKeysProps {
  readonly place: DeliveryPlace;
  readonly tfBackendConfigPrefix: string;
  readonly layout: StateLayout;
  /**
   * The scopes in which the environment has cells.
   *
   * @default - all share one bucket
   */
  readonly scopes?: readonly Scope[];
}

/**
 * Find the keys that encrypt an environment's states, one for each of their stores: they belong to the cells that keep
 * states, whose state nobody else reads. They are there first, as a delivery keeps its own state there.
 */
export class StateKeys extends Construct {
  public readonly arns: readonly Arn[];

  public constructor(
    scope: Construct,
    id: string,
    { place, scopes = ONE_STORE, ...settings }: StateKeysProps,
  ) {
    super(scope, id);
    this.arns = regionsOf(scopes, place.region, settings.layout).map((region) => {
      const { bucket } = stateStore(place.environment, region, settings);
      const alias = new DataAwsKmsAlias(this, region, {
        name: physicalName("kmsAlias", bucket, "states"),
        ...(region === place.region ? {} : { region }),
      });
      return attributeArn(alias.targetKeyArn);
    });
  }
}

/** The state of a global cell lies in the build Region, as all do in the central layout. */
function regionsOf(scopes: readonly Scope[], buildRegion: Region, layout: StateLayout): Region[] {
  const regions = scopes.map((scope) => (scope === "global" || layout === "central" ? buildRegion : scope));
  return [...new Set(regions)].sort();
}
