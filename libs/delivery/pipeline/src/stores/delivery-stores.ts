import type { S3BucketLifecycleConfigurationRule as Rule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { deliveryBucketName, type DeliveryStore, type RoleStep } from "@tagform/deployment";
import { SigningKey } from "@tagform/encryption";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import { pipelineRoleArn, roleArn, stepRoleArn } from "../role-arns";
import { DeliveryBucket, type DeliveryBucketProps } from "./delivery-bucket";

export interface DeliveryStoresProps {
  readonly place: DeliveryPlace;
  readonly tfBackendConfigPrefix: string;
  /** How long a commit stays after the next one was stored, and artifacts at all, in days. */
  readonly commitRetentionDays: number;
  /** How long access logs are kept, in days. */
  readonly logRetentionDays: number;
  /** Roles of the tooling account, with their paths, that may read what a failed apply left. */
  readonly breakGlassRoles: readonly string[];
  readonly deletable?: { readonly reason: string } | undefined;
}

/** A sealed plan is applied within days, or made anew: it holds secrets, and is kept no longer. */
const SEALED_DAYS = 14;
/** What a failed apply left is wanted until somebody has repaired what it broke. */
const FAILED_DAYS = 90;

/**
 * Define what an environment's delivery keeps: commits, artifacts, sealed plans, each with a key of its own, and the key that
 * seals plans.
 *
 *     source ──► commits ──► pipeline ──► artifacts ◄──► verify, plan, apply ──► record
 *     plan ──► plans/sealed ──► apply ──► plans/failed ──► record
 *
 * Cost: 4 USD a month for the keys; the objects are too small to count.
 */
export class DeliveryStores extends Construct {
  public readonly commits: DeliveryBucket;
  public readonly artifacts: DeliveryBucket;
  public readonly plans: DeliveryBucket;
  /** Of the asymmetric key by which plan signs and apply verifies. */
  public readonly sealingKeyArn: string;

  public constructor(scope: Construct, id: string, props: DeliveryStoresProps) {
    super(scope, id);
    const { place, commitRetentionDays: days, breakGlassRoles } = props;
    const as = (...steps: RoleStep[]) => steps.map((step) => stepRoleArn(place, step));
    const pipeline = pipelineRoleArn(place);
    this.commits = this.bucket("commits", props, {
      uses: [{ name: "Commits", writers: as("source"), readers: [pipeline, ...as("record")] }],
      lifecycle: [rule("keep-pinned", { noncurrent: days })],
      encryptsByItself: true,
    });
    const hands = [pipeline, ...as("verify", "plan", "apply")];
    this.artifacts = this.bucket("artifacts", props, {
      uses: [{ name: "Artifacts", writers: hands, readers: [...hands, ...as("record")] }],
      lifecycle: [rule("expire", { days, noncurrent: 1 })],
      // CodePipeline and CodeBuild name the key that they are told.
      encryptsByItself: false,
    });
    const rescuers = breakGlassRoles.map((role) => roleArn(place, role));
    this.plans = this.bucket("plans", props, {
      uses: [
        { name: "Sealed", keys: "sealed/*", writers: as("plan"), readers: as("apply") },
        { name: "Failed", keys: "failed/*", writers: as("apply"), readers: [...as("record"), ...rescuers] },
      ],
      lifecycle: [
        rule("forget-sealed", { prefix: "sealed/", days: SEALED_DAYS, noncurrent: 1 }),
        rule("forget-failed", { prefix: "failed/", days: FAILED_DAYS, noncurrent: 1 }),
      ],
      encryptsByItself: true,
    });
    this.sealingKeyArn = new SigningKey(this, "sealing", {
      ...place,
      name: `tagform-${place.environment}`,
      signers: as("plan"),
      verifiers: as("apply"),
      deletable: props.deletable,
    }).keyArn;
  }

  private bucket(store: DeliveryStore, props: DeliveryStoresProps, contents: Contents): DeliveryBucket {
    const { place, tfBackendConfigPrefix, logRetentionDays, deletable } = props;
    return new DeliveryBucket(this, store, {
      ...contents,
      place,
      bucketName: deliveryBucketName(tfBackendConfigPrefix, place.environment, store),
      logRetentionDays,
      deletable,
    });
  }
}

type Contents = Pick<DeliveryBucketProps, "uses" | "lifecycle" | "encryptsByItself">;

interface Retention {
  /** @default - all objects */
  readonly prefix?: string;
  /**
   * Days until an object expires.
   *
   * @default - it stays
   */
  readonly days?: number;
  /** Days until a version expires that another one has followed, or that was deleted. */
  readonly noncurrent: number;
}

const rule = (id: string, { prefix = "", days, noncurrent }: Retention): Rule => ({
  id,
  status: "Enabled",
  filter: [{ prefix }],
  ...(days === undefined ? {} : { expiration: [{ days }] }),
  noncurrentVersionExpiration: [{ noncurrentDays: noncurrent }],
});
