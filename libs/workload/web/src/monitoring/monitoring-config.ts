import type { AlarmSubscriber } from "@tagform/config";

import type { WebAlarmName } from "./web-alarms";

/** Who is told about a `web` workload, and when. */
export interface MonitoringConfig {
  /** @default - nobody is told: alarms are seen on the cell's dashboard and in the console */
  readonly subscribers?: readonly AlarmSubscriber[];
  /**
   * Thresholds that differ from those in `web-alarms.ts`, in the alarm's unit.
   *
   * @default - all as there
   */
  readonly thresholds?: Readonly<Partial<Record<WebAlarmName, number>>>;
}
