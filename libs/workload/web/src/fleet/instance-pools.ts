import type {
  AutoscalingGroupConfig,
  AutoscalingGroupMixedInstancesPolicyInstancesDistribution,
  AutoscalingGroupMixedInstancesPolicyLaunchTemplateOverride,
} from "@cdktf/provider-aws/lib/autoscaling-group";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Token } from "cdktf";

import type { FleetConfig, InstanceAttributes, InstanceTypes, OnDemandShare } from "./fleet-config";
import { isTypeList, weighedTypes } from "./instance-types";

type Pools = Pick<
  AutoscalingGroupConfig,
  "launchTemplate" | "mixedInstancesPolicy" | "capacityRebalance" | "desiredCapacityType"
>;

const COUNTED_IN = { instances: "units", vcpus: "vcpu", "memory-mib": "memory-mib" } as const;

/** From which pools of capacity a fleet takes its instances: a pool is an instance type in a zone. */
export function poolsOf(
  { id, latestVersion }: LaunchTemplate,
  { instanceTypes, onDemand }: Pick<FleetConfig, "instanceTypes" | "onDemand">,
): Pools {
  // A number, never $Latest: with it no plan would show a new version, and no rollout of one could be undone.
  const version = Token.asString(latestVersion);
  if (isOneType(instanceTypes)) return { launchTemplate: { id, version } };
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: id, version },
        override: overrides(instanceTypes),
      },
      instancesDistribution: distribution(isTypeList(instanceTypes), onDemand),
    },
    // A Spot instance that AWS is about to take back is replaced before it goes.
    ...(onDemand === undefined ? {} : { capacityRebalance: true }),
    ...(isTypeList(instanceTypes)
      ? {}
      : { desiredCapacityType: COUNTED_IN[instanceTypes.countedIn ?? "instances"] }),
  };
}

const isOneType = (types: InstanceTypes): boolean =>
  isTypeList(types) && types.length === 1 && typeof types[0] === "string";

/**
 * On-Demand, a list is gone through in its order, and attributes give the cheapest type: AWS has no other order for them.
 * Spot comes from the pools with most spare capacity, as those are taken back last; price-capacity-optimized would trade
 * some of that for money. A list's order counts there too, where it makes no difference to capacity.
 */
function distribution(
  isList: boolean,
  onDemand: OnDemandShare | undefined,
): AutoscalingGroupMixedInstancesPolicyInstancesDistribution {
  const onDemandAllocationStrategy = isList ? "prioritized" : "lowest-price";
  if (onDemand === undefined) return { onDemandAllocationStrategy, onDemandPercentageAboveBaseCapacity: 100 };
  return {
    onDemandAllocationStrategy,
    onDemandBaseCapacity: onDemand.base,
    onDemandPercentageAboveBaseCapacity: onDemand.percentageAbove,
    spotAllocationStrategy: isList ? "capacity-optimized-prioritized" : "capacity-optimized",
  };
}

function overrides(types: InstanceTypes): AutoscalingGroupMixedInstancesPolicyLaunchTemplateOverride[] {
  if (!isTypeList(types)) return [{ instanceRequirements: requirements(types) }];
  return weighedTypes(types).map(({ type, weight }) => ({
    instanceType: type,
    ...(weight === undefined ? {} : { weightedCapacity: String(weight) }),
  }));
}

const requirements = ({
  vCpus,
  memoryMiB,
  memoryGiBPerVCpu,
  burstable = "excluded",
  generations = "current",
  exclude,
}: InstanceAttributes) => ({
  vcpuCount: vCpus,
  memoryMib: memoryMiB,
  ...(memoryGiBPerVCpu === undefined ? {} : { memoryGibPerVcpu: memoryGiBPerVCpu }),
  burstablePerformance: burstable,
  instanceGenerations: generations === "current" ? ["current"] : ["current", "previous"],
  ...(exclude === undefined ? {} : { excludedInstanceTypes: [...exclude] }),
});
