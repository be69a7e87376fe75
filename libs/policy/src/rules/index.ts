import type { Rule } from "../rule";
import { accountOfItsOwn } from "./cell/account-of-its-own";
import { noRegionLiteral } from "./cell/no-region-literal";
import { nothingRegionalInGlobal } from "./cell/nothing-regional-in-global";
import { pinnedProvider } from "./cell/pinned-provider";
import { regionOfItsOwn } from "./cell/region-of-its-own";
import { stateOfItsOwn } from "./cell/state-of-its-own";
import { enhancedScanning } from "./container/enhanced-scanning";
import { healthChecks } from "./container/health-checks";
import { imageLifecycle } from "./container/image-lifecycle";
import { limits } from "./container/limits";
import { noDatabases } from "./container/no-databases";
import { noLatest } from "./container/no-latest";
import { oneCluster } from "./container/one-cluster";
import { podsHaveRoles } from "./container/pods-have-roles";
import { replicas } from "./container/replicas";
import { rollback } from "./container/rollback";
import { cacheInNetwork } from "./data/cache-in-network";
import { closedOrigin } from "./data/closed-origin";
import { streamsScale } from "./data/streams-scale";
import { approvedImage } from "./fleet/approved-image";
import { attributes } from "./fleet/attributes";
import { deliberateSize } from "./fleet/deliberate-size";
import { encryptedVolumes } from "./fleet/encrypted-volumes";
import { everyZone } from "./fleet/every-zone";
import { graviton } from "./fleet/graviton";
import { instanceRefresh } from "./fleet/instance-refresh";
import { noSharedImage } from "./fleet/no-shared-image";
import { reservationsEnd } from "./fleet/reservations-end";
import { scales } from "./fleet/scales";
import { servedIsChecked } from "./fleet/served-is-checked";
import { severalTypes } from "./fleet/several-types";
import { smallSteps } from "./fleet/small-steps";
import { spotAllocation } from "./fleet/spot";
import { spotShare } from "./fleet/spot-share";
import { templatePerArchitecture } from "./fleet/template-per-architecture";
import { arm64 } from "./function/arm64";
import { noStateInTmp } from "./function/no-state-in-tmp";
import { noWaitingWorkflow } from "./function/no-waiting-workflow";
import { snapStart } from "./function/snap-start";
import { costTags } from "./identity/cost-tags";
import { delegatedAdministration } from "./identity/delegated-administration";
import { launchedTags } from "./identity/launched-tags";
import { noAccessKeys } from "./identity/no-access-keys";
import { noPlainSecrets } from "./identity/no-plain-secrets";
import { sharedPermissionSets } from "./identity/shared-permission-sets";
import { endpointPolicies } from "./network/endpoint-policies";
import { explicitRoutes } from "./network/explicit-routes";
import { gatewayEndpoints } from "./network/gateway-endpoints";
import { groupsBetweenTiers } from "./network/groups-between-tiers";
import { interfaceEndpoints } from "./network/interface-endpoints";
import { noDefaultNetwork } from "./network/no-default-network";
import { noPaidGateway } from "./network/no-paid-gateway";
import { noZoneNames } from "./network/no-zone-names";
import { onlyWebFromAnywhere } from "./network/only-web-from-anywhere";
import { returnTraffic } from "./network/return-traffic";
import { zoneIds } from "./network/zone-ids";
import { connectedSource } from "./pipeline/connected-source";
import { healthGate } from "./pipeline/health-gate";
import { noDockerHub } from "./pipeline/no-docker-hub";
import { onePipeline } from "./pipeline/one-pipeline";
import { orderOfStages } from "./pipeline/order-of-stages";
import { rolesOfTheirOwn } from "./pipeline/roles-of-their-own";
import { regionsArrive } from "./plan/regions-arrive";
import { tagsArrive } from "./plan/tags-arrive";
import { balancerZones } from "./resilience/balancer-zones";
import { draining } from "./resilience/draining";
import { mountTargetPerZone } from "./resilience/mount-target-per-zone";
import { natPerZone } from "./resilience/nat-per-zone";
import { severalInstances } from "./resilience/several-instances";
import { accountManagesKey } from "./storage/account-manages-key";
import { enclaveMeasurements } from "./storage/enclave-measurements";
import { oldVersions } from "./storage/old-versions";
import { onlyOverTls } from "./storage/only-over-tls";
import { ownerEnforced } from "./storage/owner-enforced";
import { alarmsTell } from "./watch/alarms-tell";
import { budgetsTell } from "./watch/budgets-tell";
import { costAlerts } from "./watch/cost-alerts";
import { managedLogGroups } from "./watch/managed-log-groups";
import { retentionClasses } from "./watch/retention-classes";
import { structuredLogs } from "./watch/structured-logs";
import { whatServesIsWatched } from "./watch/what-serves-is-watched";

/** Every rule of our own, by area and number. */
export const RULES: readonly Rule[] = [
  stateOfItsOwn,
  accountOfItsOwn,
  regionOfItsOwn,
  nothingRegionalInGlobal,
  noRegionLiteral,
  pinnedProvider,
  regionsArrive,
  noZoneNames,
  zoneIds,
  explicitRoutes,
  returnTraffic,
  groupsBetweenTiers,
  onlyWebFromAnywhere,
  gatewayEndpoints,
  noPaidGateway,
  endpointPolicies,
  interfaceEndpoints,
  noDefaultNetwork,
  servedIsChecked,
  deliberateSize,
  instanceRefresh,
  severalTypes,
  everyZone,
  attributes,
  spotAllocation,
  spotShare,
  templatePerArchitecture,
  smallSteps,
  scales,
  encryptedVolumes,
  approvedImage,
  reservationsEnd,
  graviton,
  noSharedImage,
  severalInstances,
  balancerZones,
  natPerZone,
  mountTargetPerZone,
  draining,
  retentionClasses,
  managedLogGroups,
  structuredLogs,
  alarmsTell,
  whatServesIsWatched,
  budgetsTell,
  costAlerts,
  oldVersions,
  onlyOverTls,
  ownerEnforced,
  accountManagesKey,
  enclaveMeasurements,
  costTags,
  launchedTags,
  tagsArrive,
  noAccessKeys,
  noPlainSecrets,
  sharedPermissionSets,
  delegatedAdministration,
  orderOfStages,
  onePipeline,
  rolesOfTheirOwn,
  noDockerHub,
  connectedSource,
  healthGate,
  noLatest,
  limits,
  healthChecks,
  rollback,
  replicas,
  oneCluster,
  noDatabases,
  imageLifecycle,
  enhancedScanning,
  podsHaveRoles,
  arm64,
  noStateInTmp,
  snapStart,
  noWaitingWorkflow,
  cacheInNetwork,
  closedOrigin,
  streamsScale,
];
