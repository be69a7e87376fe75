import type { NatGateways } from "../nat-gateways";
import type { InterfaceService } from "./interface-service";

/** Which AWS services private subnets reach by an interface endpoint. */
export type InterfaceEndpointChoice =
  | {
      readonly services: readonly [InterfaceService, ...InterfaceService[]];
      /**
       * In how many zones each endpoint has a network interface; AWS bills every one by the hour. The other zones reach
       * them too, until the last zone that has one is lost.
       *
       * @default 3
       */
      readonly zones?: 1 | 2 | 3;
    }
  | { readonly none: { readonly reason: string } };

/** Without these nobody can log in; `logs` takes the record of the session where the account wants one. */
const SESSION_MANAGER = { services: ["ssm", "ssmmessages", "logs"] } as const;

/**
 * What is chosen where data chooses nothing: a gateway endpoint wherever AWS offers one, as it is free; an interface
 * endpoint only for what nobody could reach otherwise.
 *
 * Beside a NAT gateway an interface endpoint is a matter of price: in three zones it costs as much as NAT does for some
 * 600 GB of the service's traffic in a month.
 */
export function defaultEndpointChoice(natGateways: NatGateways): InterfaceEndpointChoice {
  if (natGateways === "none") return SESSION_MANAGER;
  return { none: { reason: "NAT gateways lead to the services" } };
}
