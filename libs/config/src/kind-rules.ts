import type { Issue } from "@tagform/outcome";

import type { KindConfig } from "./environment-config";

/** A range of addresses that a workload takes. */
export interface AddressRange {
  /** Where it stands, as a path from the data's root. */
  readonly path: string;
  /** `10.0.0.0/16` */
  readonly cidr: string;
  /**
   * Why the range may overlap others.
   *
   * @default - it may not: overlapping networks can never be peered
   */
  readonly overlap?: { readonly reason: string };
}

/** Where a workload is deployed. What it names by ARN, a certificate for example, must be there too. */
export interface Place {
  /** Code of a Region, or `global`. */
  readonly scope: string;
  /** 12 digits. */
  readonly accountId: string;
}

/** What can be known about a workload's configuration before anything is constructed. */
export interface KindRules<Config extends KindConfig = KindConfig> {
  /** Where workloads of the kind can be: in a Region or in `global`. */
  readonly scope: "regional" | "global";
  /** The issues of one workload's configuration, with paths that begin with `path`. */
  check(path: string, config: Config, place: Place): Issue[];
  /** The VPC address ranges that the workload takes; they are checked here, together with all others. */
  addressRanges?(path: string, config: Config): AddressRange[];
  /** What must be done before a workload can be destroyed; undefined if nothing protects it. */
  beforeRetiring?(config: Config): string | undefined;
}
