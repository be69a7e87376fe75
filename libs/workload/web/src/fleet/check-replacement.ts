import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { LifecycleHookConfig, RolloutConfig } from "./fleet-config";

const HOOK_NAME = /^[A-Za-z0-9_-]{1,255}$/;
const HOOK_SECONDS = { shortest: 30, longest: 7200 };
const LONGEST_WAIT_SECONDS = 172_800;

export function checkRollout(path: string, { surgePercentage = 50, checkpoints }: RolloutConfig): Issue[] {
  return [
    ...check(
      isShare(surgePercentage),
      `${path}.surgePercentage`,
      `must be a whole number from 1 to 100, got ${surgePercentage}`,
    ),
    ...(checkpoints === undefined ? [] : checkCheckpoints(`${path}.checkpoints`, checkpoints)),
  ];
}

function checkCheckpoints(
  path: string,
  { percentages, waitSeconds }: NonNullable<RolloutConfig["checkpoints"]>,
): Issue[] {
  const ascends = percentages.every((share, index) => index === 0 || share > (percentages[index - 1] ?? 0));
  return [
    ...check(
      percentages.every(isShare) && ascends && percentages.at(-1) === 100,
      `${path}.percentages`,
      // A rollout ends at the last checkpoint: what is beyond it would stay old.
      `must be whole numbers that ascend to 100, got ${percentages.join(", ") || "none"}`,
    ),
    ...check(
      Number.isInteger(waitSeconds) && waitSeconds >= 0 && waitSeconds <= LONGEST_WAIT_SECONDS,
      `${path}.waitSeconds`,
      `must be a whole number from 0 to ${LONGEST_WAIT_SECONDS}, got ${waitSeconds}`,
    ),
  ];
}

const isShare = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 100;

export function checkHook(path: string, name: string, { timeoutSeconds }: LifecycleHookConfig): Issue[] {
  const { shortest, longest } = HOOK_SECONDS;
  return [
    ...check(
      HOOK_NAME.test(name),
      path,
      `must be named with letters, digits and - _, at most 255, got ${quote(name)}`,
    ),
    ...check(
      Number.isInteger(timeoutSeconds) && timeoutSeconds >= shortest && timeoutSeconds <= longest,
      `${path}.${name}.timeoutSeconds`,
      `must be a whole number from ${shortest} to ${longest}, got ${timeoutSeconds}`,
    ),
  ];
}
