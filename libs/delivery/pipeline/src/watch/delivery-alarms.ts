import type { Cell } from "@tagform/deployment";
import { Alarm, CellDashboard } from "@tagform/monitoring";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import { DELIVERY_ALARMS, type DeliveryAlarm } from "./delivery-alarm-table";
import { deliveryCharts } from "./delivery-charts";
import { DeliveryMeasures } from "./delivery-measures";

export interface DeliveryAlarmsProps {
  readonly place: DeliveryPlace;
  /** The cell that the delivery is made by: it has the dashboard. */
  readonly cell: Cell;
  readonly notificationsTopicArn: string;
}

/** Define the alarms of an environment's delivery, and its dashboard. */
export class DeliveryAlarms extends Construct {
  public constructor(scope: Construct, id: string, props: DeliveryAlarmsProps) {
    super(scope, id);
    const { place, cell, notificationsTopicArn } = props;
    const { environment, region } = place;
    const measures = new DeliveryMeasures(environment);
    const alarms = Object.entries<DeliveryAlarm>(DELIVERY_ALARMS).map(([name, row]) => {
      const { meaning, because, measure, ...rule } = row;
      return new Alarm(this, name, {
        ...rule,
        name: `tagform-${environment}-${name}`,
        meaning: `${meaning}: ${because}`,
        measure: measure(measures),
        topicArn: notificationsTopicArn,
      });
    });
    CellDashboard.of(this, { cell, region }).add({
      title: `Deliveries to ${environment}`,
      alarmArns: alarms.map(({ alarmArn }) => alarmArn),
      charts: deliveryCharts(measures),
    });
  }
}
