import {
  type EnvironmentName,
  physicalName,
  type Region,
  type StateLayout,
  stateStore,
} from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { LockTable } from "./lock-table";
import { StateBucket, type StateHistory } from "./state-bucket";
import { type ReplicationEnd, StateReplication } from "./state-replication";
import { type StateAccess, stateAccess, type StateUser } from "./state-user";

export interface EnvironmentStateProps {
  /** The environment whose states are kept. */
  readonly environment: EnvironmentName;
  /** Prefix of the names of bucket and table. */
  readonly tfBackendConfigPrefix: string;
  /** In the central layout the only store is in the build Region, in the regional one each Region has its own. */
  readonly layout: StateLayout;
  /** The provider's Region, where bucket and table are. */
  readonly region: Region;
  /** The tooling account, 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  /**
   * The organization whose principals are let in: `o-a1b2c3d4e5`.
   *
   * @default - principals of the tooling account alone
   */
  readonly organizationId?: string | undefined;
  /**
   * Roles of the steps that work with states: nobody else reads, writes or locks one.
   *
   * @default - whoever IAM lets, until there are roles
   */
  readonly users?: readonly StateUser[] | undefined;
  /**
   * ARNs of roles that may do what nobody else may: delete states, or the bucket.
   *
   * @default - nobody
   */
  readonly breakGlassRoleArns?: readonly string[] | undefined;
  /**
   * How long earlier states can be brought back.
   *
   * @default - a year, and the last 100 whatever their age
   */
  readonly history?: StateHistory | undefined;
  /** How long access logs are kept, in days. */
  readonly logRetentionDays: number;
  /**
   * Another Region that states and records are replicated to.
   *
   * @default - none: when the Region is lost, nothing can be deployed until it is back
   */
  readonly replicaRegion?: Region | undefined;
  /**
   * Let Terraform delete the store with all states in it, for the reason given. Takes two deployments: one that allows
   * it, one that does it.
   *
   * @default - nothing can delete it
   */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define what keeps the states of one environment: a bucket, the table that locks them, the key of both, access logs,
 * and a replica where asked.
 *
 *     plan, apply ──► <bucket>/<key> and <key>.tflock ──► <bucket>-replica, in another Region
 *                ──► <table>: <bucket>/<key>, <bucket>/<key>-md5
 *
 * Cost: 1 USD a month for the key, the same again for a replica's; states and locks are too small to count.
 */
export class EnvironmentState extends Construct {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly lockTableName: string;
  public readonly lockTableArn: string;
  /** Of the key of bucket and table. */
  public readonly keyArn: string;

  /** @throws UserError for a replica in the same Region, or a role that cannot be as said */
  public constructor(scope: Construct, id: string, props: EnvironmentStateProps) {
    super(scope, id);
    const { environment, region, accountId, partition, users = [], breakGlassRoleArns = [] } = props;
    const store = stateStore(environment, region, props);
    const access = stateAccess({ ...props, store, users, breakGlassRoleArns });
    const states = new StateBucket(this, "states", {
      ...bucketProps(props, access),
      bucketName: store.bucket,
      lockTableName: store.lockTable,
      region,
      inOtherRegion: false,
    });
    const locks = new LockTable(this, "locks", {
      tableName: store.lockTable,
      bucketName: store.bucket,
      region,
      accountId,
      partition,
      keyArn: states.keyArn,
      access,
      deletable: props.deletable !== undefined,
    });
    this.replicate({ bucketName: store.bucket, region, bucket: states }, props, access);

    this.bucketName = states.bucket.id;
    this.bucketArn = states.bucket.arn;
    this.lockTableName = locks.tableName;
    this.lockTableArn = locks.tableArn;
    this.keyArn = states.keyArn;
  }

  private replicate(from: ReplicationEnd, props: EnvironmentStateProps, access: StateAccess): void {
    const { replicaRegion: region, accountId, partition } = props;
    if (region === undefined) {
      suppress(from.bucket.bucket, "CKV_AWS_144", { reason: "the environment's data asks for no replica" });
      return;
    }
    if (region === from.region) {
      throw new UserError(`the replica is in ${region} like the states: choose another Region, or none`);
    }
    const bucketName = physicalName("bucket", from.bucketName, "replica");
    const bucket = new StateBucket(this, "replica", {
      // Nobody but the replication writes there.
      ...bucketProps(props, { ...access, writers: access.breakGlass }),
      bucketName,
      region,
      inOtherRegion: true,
    });
    const to = { bucketName, region, bucket };
    new StateReplication(this, "replication", { from, to, accountId, partition });
  }
}

/** What states and replica have in common. */
function bucketProps(props: EnvironmentStateProps, access: StateAccess) {
  const { accountId, partition, organizationId, logRetentionDays, deletable } = props;
  return {
    accountId,
    partition,
    home: organizationId === undefined ? { accountId } : { organizationId },
    access,
    history: props.history ?? { days: 365, versions: 100 },
    logRetentionDays,
    deletable,
  };
}
