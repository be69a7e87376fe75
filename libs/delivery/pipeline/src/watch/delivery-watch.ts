import type { Cell } from "@tagform/deployment";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import { DeliveryAlarms } from "./delivery-alarms";
import { DeliveryEvents } from "./delivery-events";
import type { DeliveryTopics } from "./delivery-topics";
import { DeliveryTrail, type DeliveryTrailProps } from "./delivery-trail";
import { SlackChannel } from "./slack-channel";
import type { SlackChannelConfig } from "./slack-channel-config";

export interface DeliveryWatchProps {
  readonly place: DeliveryPlace;
  /** The cell that the delivery is made by: it has the dashboard. */
  readonly cell: Cell;
  readonly topics: DeliveryTopics;
  /** ARN of the queue for events that nobody took. */
  readonly deadLettersArn: string;
  /** @default - no chat is told */
  readonly slack?: SlackChannelConfig | undefined;
  /**
   * The trail of who reached for an object of any environment's delivery: one cell of the account makes it.
   *
   * @default - another cell does
   */
  readonly trail?: Omit<DeliveryTrailProps, "place"> | undefined;
}

/** Define what watches an environment's delivery: messages of failures, alarms, a dashboard, the trail, a chat. */
export class DeliveryWatch extends Construct {
  public constructor(scope: Construct, id: string, props: DeliveryWatchProps) {
    super(scope, id);
    const { place, cell, topics, deadLettersArn, slack, trail } = props;
    const { topicArn: notificationsTopicArn } = topics.notifications;
    new DeliveryEvents(this, "events", { place, notificationsTopicArn, deadLettersArn });
    new DeliveryAlarms(this, "alarms", { place, cell, notificationsTopicArn });
    if (trail !== undefined) new DeliveryTrail(this, "trail", { place, ...trail });
    if (slack !== undefined) new SlackChannel(this, "slack", { place, topics, deadLettersArn, ...slack });
  }
}
