import { dispatchName, physicalName, pipelineRoleName } from "@tagform/deployment";
import { NotificationTopic } from "@tagform/monitoring";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";

export interface DeliveryTopicsProps {
  readonly place: DeliveryPlace;
  /** Mail addresses that both topics tell; each confirms once. */
  readonly emails: readonly string[];
}

/**
 * Define where an environment's delivery tells people something.
 *
 *     pipeline ──────────────────► approvals ─────┬──► mails, chat
 *     rules, alarms, dispatcher ──► notifications ─┘
 *
 * Cost: 1 USD a month for the key of each.
 */
export class DeliveryTopics extends Construct {
  /** Asks for approvals. */
  public readonly approvals: NotificationTopic;
  /** Tells of failures. */
  public readonly notifications: NotificationTopic;

  public constructor(scope: Construct, id: string, { place, emails }: DeliveryTopicsProps) {
    super(scope, id);
    const { environment, partition, accountId } = place;
    const name = `tagform-${environment}`;
    const role = (roleName: string): string => `arn:${partition}:iam::${accountId}:role/${roleName}`;
    const subscribers = emails.map((endpoint) => ({ protocol: "email" as const, endpoint }));
    this.approvals = new NotificationTopic(this, "approvals", {
      ...{ ...place, subscribers, name: `${name}-approvals` },
      topicName: physicalName("snsTopic", name, "approvals"),
      displayName: `Approvals for ${environment}`,
      senders: { ruleNames: `${name}-*`, roleArns: [role(pipelineRoleName(environment))] },
    });
    this.notifications = new NotificationTopic(this, "notifications", {
      ...{ ...place, subscribers, name },
      topicName: physicalName("snsTopic", name, "notifications"),
      displayName: `Deliveries to ${environment}`,
      senders: {
        alarmNames: `${name}-*`,
        ruleNames: `${name}-*`,
        roleArns: [role(dispatchName(environment))],
      },
    });
  }
}
