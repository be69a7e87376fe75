import { checkAlarmSubscribers } from "@tagform/config";
import { didYouMean, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { WebConfig } from "../web-config";
import type { MonitoringConfig } from "./monitoring-config";
import { WEB_ALARMS, type WebAlarm } from "./web-alarms";
import type { Part } from "./web-measures";

type Watched = Pick<WebConfig, "frontDoor" | "fleet" | "network">;

/** What can be wrong with the monitoring of a workload that has these parts. */
export function checkMonitoring(path: string, config: MonitoringConfig, watched: Watched): Issue[] {
  const { subscribers = [], thresholds = {} } = config;
  return [
    ...checkAlarmSubscribers(`${path}.subscribers`, subscribers),
    ...Object.entries(thresholds).flatMap(([name, threshold]) =>
      checkThreshold(`${path}.thresholds.${name}`, name, threshold, partsOf(watched)),
    ),
  ];
}

function checkThreshold(path: string, name: string, threshold: number, parts: readonly Part[]): Issue[] {
  if (!Object.hasOwn(WEB_ALARMS, name)) {
    const known = Object.keys(WEB_ALARMS);
    const message = `no alarm is called ${quote(name)}, only ${known.join(", ")}${didYouMean(name, known)}`;
    return [{ path, message }];
  }
  const alarm: WebAlarm = WEB_ALARMS[name as keyof typeof WEB_ALARMS];
  const most = alarm.unit === "%" ? 100 : Number.MAX_VALUE;
  const allowed = alarm.unit === "%" ? "from 0 to below 100" : "from 0";
  return [
    ...check(
      threshold >= 0 && threshold < most,
      path,
      `must be a number of ${alarm.unit} ${allowed}, got ${threshold}`,
    ),
    ...check(
      parts.includes(alarm.part),
      path,
      `is of an alarm that the workload does not have, as it has no ${alarm.part}: remove it`,
    ),
  ];
}

/** The parts of a workload that are watched. */
const partsOf = ({ frontDoor, fleet, network }: Watched): Part[] => [
  "front-door",
  `${frontDoor?.type ?? "application"}-front-door`,
  "fleet",
  ...(fleet.scaling?.memory === undefined ? [] : (["memory"] as const)),
  ...(network.natGateways === "none" ? [] : (["nat-gateways"] as const)),
];
