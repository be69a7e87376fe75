import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import type { RepositoryConfig } from "../repository";
import { repositoryHost, type TagTriggerProps } from "./repository-host";
import { Sweep } from "./sweep";

export interface DeliveryTriggerProps extends TagTriggerProps {
  readonly place: DeliveryPlace;
  readonly repository: RepositoryConfig;
  /**
   * How long a tag whose event was lost waits at most, in minutes.
   *
   * @default 60
   */
  readonly sweepMinutes?: number | undefined;
}

/**
 * Define what starts the source project of an environment.
 *
 *     tag pushed ──► webhook or rule ──┐
 *     every hour ──► sweep ────────────┴──► source project
 */
export class DeliveryTrigger extends Construct {
  public constructor(scope: Construct, id: string, props: DeliveryTriggerProps) {
    super(scope, id);
    const { place, repository, sweepMinutes = 60 } = props;
    repositoryHost(repository, place).startOnTag(this, "tags", props);
    new Sweep(this, "sweep", { ...props, everyMinutes: sweepMinutes });
  }
}
