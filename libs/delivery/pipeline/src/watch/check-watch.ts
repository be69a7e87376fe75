import { ENVIRONMENT_NAMES, isEnvironmentName, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { DeliveryPipelineConfig } from "../delivery-pipeline-config";

const TEAM = /^[TE][0-9A-Z]{2,}$/;
const CHANNEL = /^[CG][0-9A-Z]{2,}$/;

/** What can be wrong with who is told, and with what the trail is of. */
export function checkWatch(
  path: string,
  { slack, trail }: Pick<DeliveryPipelineConfig, "slack" | "trail">,
): Issue[] {
  return [
    ...(slack === undefined
      ? []
      : [
          ...check(
            TEAM.test(slack.teamId),
            `${path}.slack.teamId`,
            `must be a workspace's id such as T0123ABCD, not its name, got ${quote(slack.teamId)}`,
          ),
          ...check(
            CHANNEL.test(slack.channelId),
            `${path}.slack.channelId`,
            `must be a channel's id such as C0123ABCD, not its name, got ${quote(slack.channelId)}`,
          ),
        ]),
    ...(trail === undefined ? [] : checkTrail(`${path}.trail.environments`, trail.environments)),
  ];
}

function checkTrail(path: string, environments: readonly string[]): Issue[] {
  return [
    ...check(
      environments.length > 0,
      path,
      "names no environment: leave the trail out, or say what it is of",
    ),
    ...environments.flatMap((environment, index) => [
      ...check(
        isEnvironmentName(environment),
        `${path}.${index}`,
        `must be one of ${ENVIRONMENT_NAMES.join(", ")}, got ${quote(environment)}`,
      ),
      ...check(
        environments.indexOf(environment) === index,
        `${path}.${index}`,
        `names ${environment} a second time`,
      ),
    ]),
  ];
}
