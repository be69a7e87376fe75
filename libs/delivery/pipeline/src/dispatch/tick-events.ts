import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { dispatchName, physicalName, pipelineName, stepProjectName } from "@tagform/deployment";
import { Construct } from "constructs";

import { arnIn } from "../arn";
import type { DeliveryPlace } from "../delivery-place";
import { type EventPattern, EventRule } from "../event-rule";

export interface TickEventsProps {
  readonly place: DeliveryPlace;
  readonly functionName: string;
  readonly functionArn: string;
  /** Of the queue table. */
  readonly streamArn: string;
  readonly deadLettersArn: string;
}

/** What the function is told: it looks for itself. */
const TICK = JSON.stringify("tick");

/** How long a lost event delays what it would have told, in minutes. */
const SCHEDULE_MINUTES = 5;

/** Seconds in which changes of the table are gathered; also until then the index knows of them. */
const GATHERED_SECONDS = 2;

/** Define what has the dispatch function tick: whatever changes what may start, and a schedule for what was lost. */
export class TickEvents extends Construct {
  public constructor(scope: Construct, id: string, props: TickEventsProps) {
    super(scope, id);
    const { place, functionName, functionArn, deadLettersArn } = props;
    const name = dispatchName(place.environment);
    new LambdaPermission(this, "rules", {
      statementId: "Rules",
      action: "lambda:InvokeFunction",
      functionName,
      principal: "events.amazonaws.com",
      sourceAccount: place.accountId,
      sourceArn: arnIn(place, "events", `rule/${name}-*`),
    });
    for (const [event, { description, pattern }] of Object.entries(eventsOf(place))) {
      const target = { arn: functionArn, values: {}, template: TICK };
      new EventRule(this, event, { name: `${name}-${event}`, description, pattern, target, deadLettersArn });
    }
    this.schedule(name, functionArn);
    this.stream(props);
  }

  private schedule(name: string, arn: string): void {
    const rule = new CloudwatchEventRule(this, "schedule", {
      name: physicalName("eventRule", `${name}-schedule`),
      description: "Moves on deliveries whose event was lost",
      scheduleExpression: `rate(${SCHEDULE_MINUTES} minutes)`,
    });
    new CloudwatchEventTarget(this, "scheduled", { rule: rule.name, arn, input: TICK });
  }

  private stream({ functionName, streamArn, deadLettersArn }: TickEventsProps): void {
    new LambdaEventSourceMapping(this, "stream", {
      functionName,
      eventSourceArn: streamArn,
      startingPosition: "TRIM_HORIZON",
      maximumBatchingWindowInSeconds: GATHERED_SECONDS,
      // Nothing else in the table is news to who changes it: this is what source adds.
      filterCriteria: {
        filter: [
          {
            pattern: JSON.stringify({
              eventName: ["INSERT"],
              dynamodb: { NewImage: { state: { S: ["waiting"] } } },
            }),
          },
        ],
      },
      // What one tick did not do, the next does: no change is worth holding back those after it.
      maximumRetryAttempts: 2,
      maximumRecordAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destinationArn: deadLettersArn } },
    });
  }
}

interface TickEvent {
  readonly description: string;
  readonly pattern: EventPattern;
}

function eventsOf({ environment }: DeliveryPlace): Readonly<Record<string, TickEvent>> {
  const pipeline = [pipelineName(environment)];
  return {
    executions: {
      description: "Records what an execution did and gives its cell free",
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        detail: { pipeline, state: ["SUCCEEDED", "FAILED", "STOPPED", "SUPERSEDED", "CANCELED"] },
      },
    },
    approvals: {
      description: "Gives the place of an execution that waits for an approval to another",
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Action Execution State Change"],
        detail: { pipeline, type: { category: ["Approval"] }, state: ["STARTED"] },
      },
    },
    records: {
      description: "Gives a cell free whose record is written",
      pattern: {
        source: ["aws.codebuild"],
        "detail-type": ["CodeBuild Build State Change"],
        detail: {
          "project-name": [stepProjectName(environment, "record")],
          "build-status": [{ "anything-but": ["IN_PROGRESS"] }],
        },
      },
    },
  };
}
