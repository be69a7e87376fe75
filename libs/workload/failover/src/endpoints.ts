import type { FailoverEndpoint, RegionalFailoverConfig } from "./failover-config";

/** An endpoint and where it stands in the data: `routing.primary`. */
export interface PlacedEndpoint {
  readonly path: string;
  readonly endpoint: FailoverEndpoint;
}

/** The Regions of a failover, in the order of the data. */
export function endpointsOf({ routing }: Pick<RegionalFailoverConfig, "routing">): PlacedEndpoint[] {
  if (routing.policy === "failover") {
    return [
      { path: "routing.primary", endpoint: routing.primary },
      { path: "routing.secondary", endpoint: routing.secondary },
    ];
  }
  return routing.endpoints.map((endpoint, index) => ({ path: `routing.endpoints.${index}`, endpoint }));
}
