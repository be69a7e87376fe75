import type { Rule } from "../rule";
import { stateOfItsOwn } from "./cell/state-of-its-own";
import { accountOfItsOwn } from "./cell/account-of-its-own";
import { regionOfItsOwn } from "./cell/region-of-its-own";
import { nothingRegionalInGlobal } from "./cell/nothing-regional-in-global";
import { noRegionLiteral } from "./cell/no-region-literal";
import { pinnedProvider } from "./cell/pinned-provider";
import { regionsArrive } from "./plan/regions-arrive";
import { noZoneNames } from "./network/no-zone-names";
import { zoneIds } from "./network/zone-ids";
import { explicitRoutes } from "./network/explicit-routes";
import { returnTraffic } from "./network/return-traffic";
import { groupsBetweenTiers } from "./network/groups-between-tiers";
import { onlyWebFromAnywhere } from "./network/only-web-from-anywhere";
import { gatewayEndpoints } from "./network/gateway-endpoints";
import { noPaidGateway } from "./network/no-paid-gateway";
import { endpointPolicies } from "./network/endpoint-policies";
import { interfaceEndpoints } from "./network/interface-endpoints";
import { noDefaultNetwork } from "./network/no-default-network";
import { servedIsChecked } from "./fleet/served-is-checked";
import { deliberateSize } from "./fleet/deliberate-size";
import { instanceRefresh } from "./fleet/instance-refresh";
import { severalTypes } from "./fleet/several-types";
import { everyZone } from "./fleet/every-zone";
import { attributes } from "./fleet/attributes";
import { spotAllocation } from "./fleet/spot";
import { spotShare } from "./fleet/spot-share";
import { templatePerArchitecture } from "./fleet/template-per-architecture";
import { smallSteps } from "./fleet/small-steps";
import { scales } from "./fleet/scales";
import { encryptedVolumes } from "./fleet/encrypted-volumes";
import { approvedImage } from "./fleet/approved-image";
import { reservationsEnd } from "./fleet/reservations-end";
import { graviton } from "./fleet/graviton";
import { noSharedImage } from "./fleet/no-shared-image";
import { severalInstances } from "./resilience/several-instances";
import { balancerZones } from "./resilience/balancer-zones";
import { natPerZone } from "./resilience/nat-per-zone";
import { mountTargetPerZone } from "./resilience/mount-target-per-zone";
import { draining } from "./resilience/draining";
import { retentionClasses } from "./watch/retention-classes";
import { managedLogGroups } from "./watch/managed-log-groups";
import { structuredLogs } from "./watch/structured-logs";
import { alarmsTell } from "./watch/alarms-tell";
import { whatServesIsWatched } from "./watch/what-serves-is-watched";
import { budgetsTell } from "./watch/budgets-tell";
import { costAlerts } from "./watch/cost-alerts";
import { oldVersions } from "./storage/old-versions";
import { onlyOverTls } from "./storage/only-over-tls";
import { ownerEnforced } from "./storage/owner-enforced";
import { accountManagesKey } from "./storage/account-manages-key";
import { enclaveMeasurements } from "./storage/enclave-measurements";
import { costTags } from "./identity/cost-tags";
import { launchedTags } from "./identity/launched-tags";
import { tagsArrive } from "./plan/tags-arrive";
import { noAccessKeys } from "./identity/no-access-keys";
import { noPlainSecrets } from "./identity/no-plain-secrets";
import { sharedPermissionSets } from "./identity/shared-permission-sets";
import { delegatedAdministration } from "./identity/delegated-administration";
import { orderOfStages } from "./pipeline/order-of-stages";
import { onePipeline } from "./pipeline/one-pipeline";
import { rolesOfTheirOwn } from "./pipeline/roles-of-their-own";
import { noDockerHub } from "./pipeline/no-docker-hub";
import { connectedSource } from "./pipeline/connected-source";
import { healthGate } from "./pipeline/health-gate";
import { noLatest } from "./container/no-latest";
import { limits } from "./container/limits";
import { healthChecks } from "./container/health-checks";
import { rollback } from "./container/rollback";
import { replicas } from "./container/replicas";
import { oneCluster } from "./container/one-cluster";
import { noDatabases } from "./container/no-databases";
import { imageLifecycle } from "./container/image-lifecycle";
import { enhancedScanning } from "./container/enhanced-scanning";
import { podsHaveRoles } from "./container/pods-have-roles";
import { arm64 } from "./function/arm64";
import { noStateInTmp } from "./function/no-state-in-tmp";
import { snapStart } from "./function/snap-start";
import { noWaitingWorkflow } from "./function/no-waiting-workflow";
import { cacheInNetwork } from "./data/cache-in-network";
import { closedOrigin } from "./data/closed-origin";
import { streamsScale } from "./data/streams-scale";

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
