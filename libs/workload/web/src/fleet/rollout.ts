import type { AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";

import type { FleetConfig } from "./fleet-config";

export interface RolloutProps extends Pick<FleetConfig, "rollout" | "image"> {
  readonly rollbackAlarmNames?: readonly string[] | undefined;
}

/**
 * How instances are replaced, one way for all reasons: a new version of the template, a Spot instance that is about to
 * go, one that is unhealthy or too old. New ones are in service first, so the fleet never gets smaller.
 *
 * AWS is asked to undo a rollout that fails or during which an alarm goes off. Not with an image that is looked up at
 * launch: AWS refuses it, as such a template does not say what was there before.
 *
 * Provider 6.25 writes the new version to the group before it starts the rollout, so that AWS finds nothing older to go
 * back to: an alarm stops the rollout, and deploying the earlier commit goes back (docs/runbooks/stopped-rollout.md).
 * https://github.com/hashicorp/terraform-provider-aws/issues/34189
 */
export function rolloutOf({
  rollout = {},
  image,
  rollbackAlarmNames = [],
}: RolloutProps): Pick<AutoscalingGroupConfig, "instanceMaintenancePolicy" | "instanceRefresh"> {
  const { surgePercentage = 50, checkpoints } = rollout;
  const healthy = { minHealthyPercentage: 100, maxHealthyPercentage: 100 + surgePercentage };
  return {
    instanceMaintenancePolicy: healthy,
    instanceRefresh: {
      strategy: "Rolling",
      preferences: {
        ...healthy,
        // What is up to date stays, so that a deployment that is run again replaces nothing.
        skipMatching: true,
        autoRollback: image !== "at-launch",
        // Protection is from scaling in, not from a new version. Standby is for somebody who looks at the instance.
        scaleInProtectedInstances: "Refresh",
        standbyInstances: "Ignore",
        ...(rollbackAlarmNames.length === 0
          ? {}
          : { alarmSpecification: { alarms: [...rollbackAlarmNames] } }),
        ...(checkpoints === undefined
          ? {}
          : {
              checkpointPercentages: [...checkpoints.percentages],
              checkpointDelay: String(checkpoints.waitSeconds),
            }),
      },
    },
  };
}
