import { pipelineName, type RoleStep, stepProjectName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import { EventRule } from "../event-rule";
import { type Notification, notificationTemplate } from "../notification";
import { executionLink } from "./console-link";

export interface DeliveryEventsProps {
  readonly place: DeliveryPlace;
  readonly notificationsTopicArn: string;
  /** ARN of the queue for events that the topic did not take. */
  readonly deadLettersArn: string;
}

/**
 * Define what is told of builds and executions that failed. AWS itself says it, so that it is told when the dispatcher, which
 * knows cell, tag and step, cannot.
 */
export class DeliveryEvents extends Construct {
  private readonly props: DeliveryEventsProps;

  public constructor(scope: Construct, id: string, props: DeliveryEventsProps) {
    super(scope, id);
    this.props = props;
    const { environment } = props.place;
    this.tellOfBuilds("source", {
      title: `A build that takes tags of ${environment} ended <status>`,
      description: "Build <build> ended <status>. Log: <log>",
      nextSteps: [
        "The log names the tag and why it was not taken",
        "What failed for a passing cause, the next sweep tries again",
      ],
      keywords: [environment, "source", "<status>"],
    });
    this.tellOfBuilds("record", {
      title: `A build that writes a record of ${environment} ended <status>`,
      description: "Build <build> ended <status>. Log: <log>",
      nextSteps: [
        "The dispatcher builds it again; if that fails, its message says which delivery has no record",
      ],
      keywords: [environment, "record", "<status>"],
    });
    this.tellOfExecutions();
  }

  private tellOfBuilds(step: RoleStep, notification: Notification): void {
    const { place, notificationsTopicArn: arn, deadLettersArn } = this.props;
    new EventRule(this, `${step}-failed`, {
      name: `tagform-${place.environment}-${step}-failed`,
      description: `Builds of step ${step} of ${place.environment} that fail are reported`,
      pattern: {
        source: ["aws.codebuild"],
        "detail-type": ["CodeBuild Build State Change"],
        detail: {
          "build-status": ["FAILED", "FAULT", "STOPPED", "TIMED_OUT"],
          "project-name": [stepProjectName(place.environment, step)],
        },
      },
      target: {
        arn,
        values: {
          status: "$.detail.build-status",
          build: "$.detail.build-id",
          log: "$.detail.additional-information.logs.deep-link",
        },
        template: notificationTemplate(notification),
      },
      deadLettersArn,
    });
  }

  private tellOfExecutions(): void {
    const { place, notificationsTopicArn: arn, deadLettersArn } = this.props;
    const { environment } = place;
    const pipeline = pipelineName(environment);
    new EventRule(this, "execution-failed", {
      name: `tagform-${environment}-execution-failed`,
      description: `Deliveries to ${environment} that do not succeed are reported`,
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        // In parallel mode nothing is superseded: if it is, somebody changed the mode, and tags get lost.
        detail: { pipeline: [pipeline], state: ["FAILED", "STOPPED", "CANCELED", "SUPERSEDED"] },
      },
      target: {
        arn,
        values: { state: "$.detail.state", execution: "$.detail.execution-id" },
        template: notificationTemplate({
          title: `A delivery to ${environment} ended <state>`,
          description: `Execution <execution> of ${pipeline} ended <state>: ${executionLink(place, pipeline, "<execution>")}`,
          nextSteps: ["The dispatcher's message that follows names cell, tag, step and log"],
          keywords: [environment, "<state>", "<execution>"],
        }),
      },
      deadLettersArn,
    });
  }
}
