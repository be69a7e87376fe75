import type { Cell, EnvironmentName, StateSettings } from "@tagform/deployment";

import type { Account } from "./account";
import type { Arn } from "./policy-document";

/** A bucket of the pipeline, and the key that encrypts it. */
export interface PipelineStore {
  readonly bucket: string;
  readonly keyArn: Arn;
}

/** The network in which builds run. */
export interface BuildNetworkAccess {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** What the steps of one environment work with. */
export interface StepResources {
  readonly environment: EnvironmentName;
  /** The account in which the steps run. */
  readonly tooling: Account;
  /** The environment's cells, each with the account that it is deployed into (12 digits). */
  readonly deployments: readonly { readonly cell: Cell; readonly accountId: string }[];
  /**
   * The organization of those accounts, `o-a1b2c3d4e5`. Plan and apply may then enter any account of it whose own role lets
   * them in, which is one statement for however many accounts there are.
   *
   * @default - they may enter the accounts of the cells, by name: about 120 fit into a policy
   */
  readonly organizationId?: string | undefined;
  readonly state: StateSettings;
  /** Keys that encrypt the buckets of states and the lock tables, one in each of their Regions. */
  readonly stateKeyArns: readonly Arn[];
  /** Where the repository is: in CodeCommit, or with a host that CodeConnections reaches. */
  readonly repository: { readonly codecommitArn: Arn } | { readonly connectionArn: Arn };
  /** What source stores for the pipeline: the tagged commit and its manifest. */
  readonly commits: PipelineStore;
  /** What the steps of an execution hand to each other. */
  readonly artifacts: PipelineStore;
  /** Sealed plans, which apply alone may read, and what failed applies left. */
  readonly plans: PipelineStore;
  /** The key that encrypts the table of the queue. */
  readonly queueKeyArn: Arn;
  /** The asymmetric key by which plan signs and apply verifies. */
  readonly sealingKeyArn: Arn;
  /** @default - builds run in a network of AWS */
  readonly network?: BuildNetworkAccess | undefined;
}

/** ARN of something in the tooling account and the build Region. */
export const inBuildRegion = (
  { tooling, state }: Pick<StepResources, "tooling" | "state">,
  service: string,
  name: string,
): Arn => `arn:${tooling.partition}:${service}:${state.buildRegion}:${tooling.accountId}:${name}`;
