import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { type EnvironmentName, physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import { arnIn } from "./arn";
import type { DeliveryPlace } from "./delivery-place";

/** Name of the queue with the events that an environment's delivery could not take: `tagform-dev-dead-letters`. */
export const deadLetterQueueName = (environment: EnvironmentName): string =>
  physicalName("sqsQueue", "tagform", environment, "dead-letters");

export interface DeadLetterQueueProps {
  readonly place: DeliveryPlace;
}

const TWO_WEEKS = 14 * 24 * 3600;

/**
 * Define where events go that nobody took: kept for two weeks, encrypted, and an alarm goes off. The environment's rules may
 * send to it; a schedule sends by its own role.
 */
export class DeadLetterQueue extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, { place }: DeadLetterQueueProps) {
    super(scope, id);
    const queue = new SqsQueue(this, "queue", {
      name: deadLetterQueueName(place.environment),
      messageRetentionSeconds: TWO_WEEKS,
      // Events name tags and executions. A key of our own would have to let in EventBridge for any rule of any account.
      sqsManagedSseEnabled: true,
    });
    new SqsQueuePolicy(this, "policy", {
      queueUrl: queue.url,
      policy: new DataAwsIamPolicyDocument(this, "senders", {
        statement: [
          {
            sid: "RulesSend",
            principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
            actions: ["sqs:SendMessage"],
            resources: [queue.arn],
            condition: [
              {
                test: "ArnLike",
                variable: "aws:SourceArn",
                values: [arnIn(place, "events", `rule/tagform-${place.environment}-*`)],
              },
            ],
          },
          {
            sid: "OnlyOverTls",
            effect: "Deny",
            principals: [{ type: "*", identifiers: ["*"] }],
            actions: ["sqs:*"],
            resources: [queue.arn],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          },
        ],
      }).json,
    });
    this.arn = queue.arn;
  }
}
