import { type Arn, attributeArn, type PipelineStore, type StepResources } from "@tagform/delivery-roles";
import { isPending, type StateSettings } from "@tagform/deployment";

import { arnIn } from "./arn";
import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";
import type { DeliveryPlace } from "./delivery-place";
import type { RepositoryConfig } from "./repository";
import type { DeliveryBucket } from "./stores/delivery-bucket";
import type { DeliveryStores } from "./stores/delivery-stores";

export interface StepResourcesProps {
  readonly place: DeliveryPlace;
  readonly config: DeliveryPipelineConfig;
  readonly stores: DeliveryStores;
  readonly stateKeyArns: readonly Arn[];
  /** Of the key that encrypts the table of the queue. */
  readonly queueKeyArn: string;
}

/** What the roles of an environment's delivery are about. */
export function stepResources({ place, config, stores, ...keys }: StepResourcesProps): StepResources {
  return {
    environment: config.environment,
    tooling: place,
    deployments: deployments(config),
    organizationId: config.organizationId,
    state: stateSettings(place, config),
    stateKeyArns: keys.stateKeyArns,
    repository: repositoryAccess(place, config.repository),
    commits: pipelineStore(stores.commits),
    artifacts: pipelineStore(stores.artifacts),
    plans: pipelineStore(stores.plans),
    queueKeyArn: attributeArn(keys.queueKeyArn),
    sealingKeyArn: attributeArn(stores.sealingKeyArn),
    network: config.vpc,
  };
}

/** Builds run where the delivery is. */
export const stateSettings = (
  { region }: DeliveryPlace,
  { tfBackendConfigPrefix, layout }: DeliveryPipelineConfig,
): StateSettings => ({ tfBackendConfigPrefix, buildRegion: region, layout });

/** Any team in any of the scopes: a team that comes to a Region changes no role. */
const deployments = ({ environment, teams, scopes }: DeliveryPipelineConfig): StepResources["deployments"] =>
  Object.entries(teams)
    .filter(([, accountId]) => !isPending(accountId))
    .flatMap(([team, accountId]) =>
      (scopes ?? ONE_STORE).map((scope) => ({ cell: { environment, scope, team }, accountId })),
    );

/** With one bucket for all states, any scope leads to it. */
export const ONE_STORE = ["global"] as const;

const repositoryAccess = (place: DeliveryPlace, config: RepositoryConfig): StepResources["repository"] =>
  config.host === "codecommit"
    ? { codecommitArn: arnIn(place, "codecommit", config.repository) }
    : { connectionArn: attributeArn(config.connectionArn) };

const pipelineStore = ({ bucketName, keyArn }: DeliveryBucket): PipelineStore => ({
  bucket: bucketName,
  keyArn: attributeArn(keyArn),
});
