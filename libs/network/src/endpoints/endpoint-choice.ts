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
 * The policy where data chooses nothing: a gateway endpoint where there is one, since it is free; an interface endpoint
 * only for what could not be reached otherwise.
 *
 * Beside a NAT gateway it is a matter of price: in three zones it costs as much by the hour as NAT does for some 600 GB of
 * a service's traffic in a month.
 */
export function defaultEndpointChoice(natGateways: NatGateways): InterfaceEndpointChoice {
  if (natGateways === "none") return SESSION_MANAGER;
  return { none: { reason: "NAT gateways lead to the services" } };
}
