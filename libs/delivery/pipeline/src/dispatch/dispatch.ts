import { pipelineName, queueTableName, stepProjectName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import { DispatchFunction } from "./dispatch-function";
import type { DispatchTopic } from "./dispatch-permissions";
import { QueueTable } from "./queue-table";
import { TickEvents } from "./tick-events";

export interface DispatchProps {
  readonly place: DeliveryPlace;
  /** Deliveries that run at the same time; those that wait for an approval do not count. */
  readonly maxRunning: number;
  /** Tells people of failures. */
  readonly notifications: DispatchTopic;
  /** Name of the bucket of commits. */
  readonly commitsBucket: string;
  /** ARN of the queue of what nobody took. */
  readonly deadLettersArn: string;
  /** In days. */
  readonly logRetentionDays: number;
  /**
   * Let Terraform delete the queue, for the reason given.
   *
   * @default - nothing can delete it
   */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define the queue of an environment's deliveries, and what starts them in order.
 *
 *     source ──► table ──stream──┐
 *     ends of executions, ───────┤
 *     approvals, records         ├──► function ──► pipeline, record project, notifications
 *     every 5 minutes ───────────┘
 *
 * Cost: 2 USD a month for the keys of table and log; calls of the function are too few to count.
 */
export class Dispatch extends Construct {
  public readonly tableArn: string;
  /** Of the key that encrypts the table. */
  public readonly keyArn: string;
  public readonly functionName: string;

  public constructor(scope: Construct, id: string, props: DispatchProps) {
    super(scope, id);
    const { place, maxRunning, notifications, commitsBucket, deadLettersArn } = props;
    const { environment } = place;
    const table = new QueueTable(this, "queue", props);
    const { functionName, functionArn } = new DispatchFunction(this, "dispatch", {
      ...props,
      tableKeyArn: table.keyArn,
      settings: {
        environment,
        queueTable: queueTableName(environment),
        pipeline: pipelineName(environment),
        commitsBucket,
        recordProject: stepProjectName(environment, "record"),
        notificationsTopic: notifications.topicArn,
        maxRunning,
      },
    });
    const { streamArn } = table;
    new TickEvents(this, "ticks", { place, functionName, functionArn, streamArn, deadLettersArn });
    this.tableArn = table.tableArn;
    this.keyArn = table.keyArn;
    this.functionName = functionName;
  }
}
