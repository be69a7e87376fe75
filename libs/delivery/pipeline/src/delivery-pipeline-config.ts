import type { Approval, RetentionDays } from "@tagform/config";
import type { EnvironmentName, Scope, StateLayout } from "@tagform/deployment";

import type { RepositoryConfig } from "./repository";
import type { SlackChannelConfig } from "./watch/slack-channel-config";

/**
 * Delivers one environment by tag: `environments/tooling/delivery-<environment>.ts`.
 *
 * What it says of the environment must agree with the environment's own data, which it cannot read: that data is not part
 * of a cell of tooling. A check compares them.
 */
export interface DeliveryPipelineConfig {
  readonly kind: "delivery-pipeline";
  /** The environment that is delivered. */
  readonly environment: EnvironmentName;
  /** When a person must approve a plan, as the environment's data has it. */
  readonly approval: Approval;
  /**
   * The environment's teams, each with the account that it is deployed into: 12 digits, as text, or `pending: <name>` for
   * one that is not vended yet, which nothing enters.
   */
  readonly teams: Readonly<Record<string, string>>;
  /**
   * The organization of these accounts, `o-a1b2c3d4e5`: the roles of plan and apply may then enter any account of it whose
   * own role lets them in. Needed above about 120 accounts, whose names no policy has room for.
   *
   * @default - they may enter the accounts of the teams, each by name
   */
  readonly organizationId?: string;
  /**
   * The scopes in which the environment has cells, `us-east-1` and `global`: needed with layout `regional` alone, in which
   * each Region has a bucket of states of its own.
   *
   * @default - all: with layout `central` they share one bucket, and a new Region changes no delivery
   */
  readonly scopes?: readonly Scope[];
  readonly repository: RepositoryConfig;
  /** The branch that a deployed commit must be on, as the environment's data has it: `main`. */
  readonly releaseBranch: string;
  /** As the environment's data has it, `state.tfBackendConfigPrefix`: begins the names of buckets. */
  readonly tfBackendConfigPrefix: string;
  /** As the environment's data has it, `state.layout`. */
  readonly layout: StateLayout;
  /**
   * How many deliveries of the environment run at the same time, 1 to 50; one that waits for a person does not count. The
   * others wait in the queue.
   *
   * @default 10
   */
  readonly maxRunning?: number;
  /**
   * Mail addresses that are told of failures and asked for approvals; each confirms once.
   *
   * @default - nobody is told by mail: subscribe a chat or a queue to the topics
   */
  readonly alarmEmails?: readonly string[];
  /** How long logs are kept, in days: of builds and of the dispatcher, and who reached for a bucket. */
  readonly logRetentionDays: RetentionDays;
  /**
   * A channel in Slack that is told, too.
   *
   * @default - none
   */
  readonly slack?: SlackChannelConfig;
  /**
   * Keep a trail of who read and wrote an object of the deliveries and states of these environments, whose buckets begin
   * with `tfBackendConfigPrefix`. An account needs one, and can have few.
   *
   * @default - another cell of the account keeps it
   */
  readonly trail?: { readonly environments: readonly EnvironmentName[] };
  /**
   * How long a tag whose event got lost waits at most, in minutes, 5 to 1440: then every tag that was never seen is looked
   * for, by a short build.
   *
   * @default 60
   */
  readonly sweepMinutes?: number;
  /**
   * How long a tagged commit stays after the next one was stored, and what its steps handed over, in days: longer than it
   * may wait in the queue and for approval. At least 15.
   *
   * @default 60
   */
  readonly commitRetentionDays?: number;
  /**
   * Roles of the tooling account that may read what a failed apply left, a state that could not be stored among it. A path
   * counts: `rescue/state-keeper`.
   *
   * @default - the step that records it alone
   */
  readonly breakGlassRoles?: readonly string[];
  /**
   * The processor that builds run on.
   *
   * @default x86
   */
  readonly processor?: BuildProcessor;
  /**
   * The network that builds run in, when they may not reach the Internet by themselves.
   *
   * @default - AWS's own
   */
  readonly vpc?: BuildNetwork;
  /**
   * Let Terraform delete the delivery, with commits, artifacts and sealed plans, for the reason given. Takes two
   * deployments: one that allows it, one that does it. The delivery of `tooling` cannot: it would delete itself.
   *
   * @default - nothing can delete it
   */
  readonly deletable?: { readonly reason: string };
}

export type BuildProcessor = "x86" | "arm";

/**
 * A network for builds. They must get packages, tools and AWS from there: through a NAT gateway, or, without a way to the
 * Internet, from mirrors of npm, PyPI and Terraform and through interface endpoints for `codebuild`, `codepipeline`,
 * `logs`, `kms`, `sts`, `dynamodb` (or its gateway), `codeconnections` or `codecommit` and `git-codecommit`, and a gateway
 * endpoint for `s3`; besides those of the services that the environment's cells use.
 *
 * https://docs.aws.amazon.com/codebuild/latest/userguide/use-vpc-endpoints-with-codebuild.html
 */
export interface BuildNetwork {
  /** `vpc-0123456789abcdef0` */
  readonly vpcId: string;
  /** Private subnets: a build in a public one reaches nothing, as it gets no public address. */
  readonly subnetIds: readonly string[];
  /** Groups that let builds out; nothing needs to reach them. */
  readonly securityGroupIds: readonly string[];
}
