import type { Place } from "@tagform/config";
import { check, type Issue } from "@tagform/outcome";

import { checkFleet } from "./fleet/check-fleet";
import { checkRequests } from "./fleet/check-requests";
import { checkFrontDoor } from "./front-door/check-front-door";
import { checkMonitoring } from "./monitoring/check-monitoring";
import { checkNetwork } from "./network/check-network";
import { checkReach } from "./network/check-reach";
import type { WebConfig } from "./web-config";

const LONGEST_MESSAGE = 200;
const ONE_PRINTABLE_LINE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/** What can be wrong with the data of one `web` workload, part by part. */
export function checkWeb(path: string, config: WebConfig, place: Place): Issue[] {
  return [
    ...checkNetwork(`${path}.network`, config.network),
    ...checkFrontDoor(`${path}.frontDoor`, config.frontDoor ?? {}, place),
    ...checkFleet(`${path}.fleet`, config.fleet),
    ...checkRequests(path, config),
    ...checkReach(path, config),
    ...checkMonitoring(`${path}.monitoring`, config.monitoring ?? {}, config),
    ...checkLogRetention(`${path}.logRetentionDays`, config.logRetentionDays),
    ...checkMessage(`${path}.message`, config.message),
    ...check(
      config.deletable === undefined || config.deletable.reason.trim() !== "",
      `${path}.deletable.reason`,
      "must say why deletion is allowed, got an empty text",
    ),
  ];
}

function checkLogRetention(path: string, days: number): Issue[] {
  return check(
    Number.isInteger(days) && days >= 1,
    path,
    `must be a whole number of days from 1, got ${days}`,
  );
}

function checkMessage(path: string, message: string | undefined): Issue[] {
  if (message === undefined) return [];
  return check(
    ONE_PRINTABLE_LINE.test(message) && message.length <= LONGEST_MESSAGE,
    path,
    `must be one printable line of at most ${LONGEST_MESSAGE} characters, got ${JSON.stringify(message)}`,
  );
}
