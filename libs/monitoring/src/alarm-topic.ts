import type { AlarmSubscriber } from "@tagform/config";
import { physicalName } from "@tagform/deployment";
import type { KeyOwner } from "@tagform/encryption";
import type { Construct } from "constructs";

import { NotificationTopic } from "./notification-topic";

export interface AlarmTopicProps extends KeyOwner {
  /** What the alarms are of: `research-dev-web`. Alarms that send to the topic have names that begin with it. */
  readonly name: string;
  /** @default - nobody is told: the alarms are seen on the dashboard and in the console */
  readonly subscribers?: readonly AlarmSubscriber[] | undefined;
  /** See {@link NotificationTopic}. */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define where alarms are sent to, encrypted, and who is told.
 *
 *     alarm <name>-... ──► topic ──► subscribers
 */
export class AlarmTopic extends NotificationTopic {
  public constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id, {
      ...props,
      topicName: physicalName("snsTopic", props.name, "alarms"),
      displayName: `Alarms of ${props.name}`,
      senders: { alarmNames: `${props.name}-*` },
    });
  }
}
