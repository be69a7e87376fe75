import type { Lb } from "@cdktf/provider-aws/lib/lb";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

import type { Firewall } from "../firewall";
import type { ApplicationFrontDoorConfig, NetworkFrontDoorConfig } from "./front-door-config";

/** The part of a network that a front door needs. */
export interface FrontDoorNetwork {
  readonly vpcId: string;
  /** One in each zone. */
  readonly publicSubnetIds: string[];
}

/** The part of a log bucket that a front door needs. */
export interface AccessLogBucket {
  readonly bucketName: string;
  readonly readiness: ITerraformDependable;
}

/** What a front door of either type is given. */
interface CommonFrontDoorProps {
  /** Name of the load balancer and its parts in AWS: `research-dev-web`. */
  readonly name: string;
  readonly network: FrontDoorNetwork;
  readonly accessLogs: AccessLogBucket;
  /** The port that targets listen on. */
  readonly targetPort: number;
  /**
   * Whether the network has IPv6: clients then reach the load balancer by both address families.
   *
   * @default false
   */
  readonly ipv6?: boolean | undefined;
  /**
   * Let Terraform delete the load balancer, for the reason given.
   *
   * @default - deletion is refused until this is set and applied
   */
  readonly deletable?: { readonly reason: string } | undefined;
}

export type ApplicationFrontDoorProps = CommonFrontDoorProps & ApplicationFrontDoorConfig;
export type NetworkFrontDoorProps = CommonFrontDoorProps & NetworkFrontDoorConfig;
export type FrontDoorProps = ApplicationFrontDoorProps | NetworkFrontDoorProps;

/** The front door while its parts are made: they open it. */
export type Doorway = Construct & { readonly firewall: Firewall };

/** What every front door has, whatever its type. */
export interface FrontDoorParts {
  readonly balancer: Lb;
  readonly targets: LbTargetGroup;
}
