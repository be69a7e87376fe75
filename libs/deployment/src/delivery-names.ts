import type { EnvironmentName } from "./environment-name";
import { physicalName } from "./physical-name";

/** Name of the pipeline that delivers an environment: `tagform-dev`. */
export const pipelineName = (environment: EnvironmentName): string =>
  physicalName("codepipeline", "tagform", environment);

/** Name of the role under which the pipeline of an environment starts its steps: `tagform-dev-pipeline`. */
export const pipelineRoleName = (environment: EnvironmentName): string =>
  physicalName("role", "tagform", environment, "pipeline");

/** Name of the table with the deliveries of an environment that wait, run and are over: `tagform-dev-queue`. */
export const queueTableName = (environment: EnvironmentName): string =>
  physicalName("dynamodbTable", "tagform", environment, "queue");

/** Name of the function, and of its role, that starts what the queue lets: `tagform-dev-dispatch`. */
export const dispatchName = (environment: EnvironmentName): string =>
  physicalName("role", "tagform", environment, "dispatch");

/** What an environment's delivery keeps in buckets of its own. */
export const DELIVERY_STORES = ["commits", "artifacts", "plans"] as const;

export type DeliveryStore = (typeof DELIVERY_STORES)[number];

/** Name of a bucket of the delivery of an environment: `<prefix>-dev-commits`. */
export const deliveryBucketName = (
  tfBackendConfigPrefix: string,
  environment: EnvironmentName,
  store: DeliveryStore,
): string => physicalName("bucket", tfBackendConfigPrefix, environment, store);

/** Key of the one object in the bucket of commits: each tagged commit is a version of it. */
export const COMMIT_OBJECT = "commit.zip";
