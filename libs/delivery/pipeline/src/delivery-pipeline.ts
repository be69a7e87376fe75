import { attributeArn, PipelineRole, type StepResources, StepRoles } from "@tagform/delivery-roles";
import { DELIVERY_STORES, deliveryBucketName, REGIONS, stateStore } from "@tagform/deployment";
import { EncryptionKey } from "@tagform/encryption";
import type { WorkloadProps } from "@tagform/workload-kind";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { DeadLetterQueue } from "./dead-letter-queue";
import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";
import type { DeliveryPlace } from "./delivery-place";
import { Dispatch } from "./dispatch";
import { EnvironmentPipeline } from "./pipeline/environment-pipeline";
import { BuildProjects } from "./projects/build-projects";
import { StateKeys } from "./state-keys";
import { stepResources } from "./step-resources";
import { DeliveryStores } from "./stores/delivery-stores";
import { DeliveryTrigger } from "./trigger/delivery-trigger";
import { repositoryHost } from "./trigger/repository-host";
import { DeliveryTopics } from "./watch/delivery-topics";
import { DeliveryWatch, type DeliveryWatchProps } from "./watch/delivery-watch";

/** What the parts of one delivery share. */
interface Delivery {
  readonly place: DeliveryPlace;
  readonly config: DeliveryPipelineConfig;
  readonly topics: DeliveryTopics;
  readonly deadLettersArn: string;
  readonly stores: DeliveryStores;
}

/**
 * Define what delivers an environment by tag, from the data of the platform.
 *
 *     tag ──► trigger ──► source ──► queue ──► dispatch ──► pipeline: lint, scan, plan, approve, apply ──► record
 *     people ◄── topics ◄── alarms, events ◄───────────────────┘
 *
 * The environment's states are kept by another cell, which comes first: `state-<environment>`.
 *
 * Nothing that a run of the delivery uses is ever deleted or replaced by it, whatever is changed here, the delivery of
 * `tooling` by itself included: names are fixed, and Terraform refuses (docs/adr/0025-executions-in-parallel-behind-a-queue.md).
 *
 * Cost: about 10 USD a month for keys; pipeline and builds by the minute.
 */
export class DeliveryPipeline extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<DeliveryPipelineConfig>) {
    super(scope, id);
    const { config } = props;
    const place = placeOf(props);
    const delivery: Delivery = {
      place,
      config,
      topics: new DeliveryTopics(this, "topics", { place, emails: config.alarmEmails ?? [] }),
      deadLettersArn: new DeadLetterQueue(this, "dead-letters", { place }).arn,
      stores: new DeliveryStores(this, "stores", {
        place,
        tfBackendConfigPrefix: config.tfBackendConfigPrefix,
        commitRetentionDays: config.commitRetentionDays ?? 60,
        logRetentionDays: config.logRetentionDays,
        breakGlassRoles: config.breakGlassRoles ?? [],
        deletable: config.deletable,
      }),
    };
    const resources = this.resources(delivery, this.dispatch(delivery));
    const roles = new StepRoles(this, "roles", { ...resources, deletable: isDeletable(config) });
    this.createPipeline(delivery, resources);
    this.start(delivery, this.createProjects(delivery, roles));
    this.watch(delivery, props);
  }

  private dispatch({ place, config, topics, deadLettersArn, stores }: Delivery): Dispatch {
    return new Dispatch(this, "dispatch", {
      place,
      maxRunning: config.maxRunning ?? 10,
      notifications: topics.notifications,
      commitsBucket: stores.commits.bucketName,
      deadLettersArn,
      logRetentionDays: config.logRetentionDays,
      deletable: config.deletable,
    });
  }

  private resources({ place, config, stores }: Delivery, { keyArn: queueKeyArn }: Dispatch): StepResources {
    const { arns: stateKeyArns } = new StateKeys(this, "state-keys", { place, ...config });
    return stepResources({ place, config, stores, stateKeyArns, queueKeyArn });
  }

  private createPipeline({ config, topics, stores }: Delivery, resources: StepResources): void {
    const { topicArn, keyArn } = topics.approvals;
    const deletable = isDeletable(config);
    const role = new PipelineRole(this, "pipeline-role", {
      ...resources,
      approvals: { topicArn: attributeArn(topicArn), keyArn: attributeArn(keyArn) },
      deletable,
    });
    const pipeline = new EnvironmentPipeline(this, "pipeline", {
      environment: config.environment,
      approval: config.approval,
      commitsBucket: stores.commits.bucketName,
      approvalsTopicArn: topicArn,
      roleArn: role.arn,
      artifacts: stores.artifacts,
      deletable,
    });
    new TerraformOutput(this, "pipeline-arn", {
      value: pipeline.pipelineArn,
      description: "The pipeline that delivers the environment",
    });
  }

  private createProjects({ place, config, stores }: Delivery, roles: StepRoles): BuildProjects {
    const { environment, tfBackendConfigPrefix, releaseBranch, logRetentionDays } = config;
    const { commits, artifacts, plans } = stores;
    const logs = new EncryptionKey(this, "logs", {
      ...place,
      name: `tagform-${environment}`,
      purpose: { kind: "logs", logGroupNames: `/aws/codebuild/tagform-${environment}-*` },
      deletable: config.deletable,
      preventDestroy: true,
    });
    return new BuildProjects(this, "projects", {
      ...{ place, tfBackendConfigPrefix, releaseBranch, logRetentionDays },
      processor: config.processor ?? "x86",
      network: config.vpc,
      roleArns: roles.arns,
      repository: repositoryHost(config.repository, place).source,
      buckets: {
        commits: commits.bucketName,
        artifacts: artifacts.bucketName,
        plans: plans.bucketName,
      },
      artifactKeyArn: artifacts.keyArn,
      logKeyArn: logs.keyArn,
      sealingKeyArn: stores.sealingKeyArn,
      deletable: isDeletable(config),
    });
  }

  private start({ place, config, topics, deadLettersArn }: Delivery, { source }: BuildProjects): void {
    new DeliveryTrigger(this, "trigger", {
      place,
      repository: config.repository,
      project: { name: source.projectName, arn: source.projectArn },
      notificationsTopicArn: topics.notifications.topicArn,
      deadLettersArn,
      sweepMinutes: config.sweepMinutes,
    });
  }

  private watch(
    { place, config, topics, deadLettersArn }: Delivery,
    { cell }: WorkloadProps<DeliveryPipelineConfig>,
  ): void {
    new DeliveryWatch(this, "watch", {
      place,
      cell,
      topics,
      deadLettersArn,
      slack: config.slack,
      trail: trailOf(place, config),
    });
  }
}

const placeOf = ({ region, accountId, config }: WorkloadProps<DeliveryPipelineConfig>): DeliveryPlace => ({
  environment: config.environment,
  region,
  accountId,
  partition: REGIONS[region].partition,
});

const isDeletable = ({ deletable }: DeliveryPipelineConfig): boolean => deletable !== undefined;

/** States, commits, artifacts and sealed plans of the environments that the trail is of. */
function trailOf(place: DeliveryPlace, config: DeliveryPipelineConfig): DeliveryWatchProps["trail"] {
  const { trail, tfBackendConfigPrefix, logRetentionDays, deletable } = config;
  if (trail === undefined) return undefined;
  const watchedBuckets = trail.environments.flatMap((environment) => [
    stateStore(environment, place.region, config).bucket,
    ...DELIVERY_STORES.map((store) => deliveryBucketName(tfBackendConfigPrefix, environment, store)),
  ]);
  return { bucketPrefix: tfBackendConfigPrefix, watchedBuckets, retentionDays: logRetentionDays, deletable };
}
