import type { EnvironmentName, Partition, Region } from "@tagform/deployment";

/** Whose delivery it is, and where it is: what every part of it names things and conditions with. */
export interface DeliveryPlace {
  /** The environment that is delivered. */
  readonly environment: EnvironmentName;
  /** The build Region: the provider's, in which all parts are. */
  readonly region: Region;
  /** The tooling account, 12 digits. */
  readonly accountId: string;
  readonly partition: Partition;
}
