import { ChatbotSlackChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-slack-channel-configuration";
import { physicalName, pipelineName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import { EventRule } from "../event-rule";
import { notificationTemplate } from "../notification";
import { ServiceRole } from "../service-role";
import { executionLink } from "./console-link";
import type { DeliveryTopics } from "./delivery-topics";
import type { SlackChannelConfig } from "./slack-channel-config";

export interface SlackChannelProps extends SlackChannelConfig {
  readonly place: DeliveryPlace;
  readonly topics: DeliveryTopics;
  /** ARN of the queue for events that the topic did not take. */
  readonly deadLettersArn: string;
}

/**
 * Define what shows the messages of both topics in a channel of Slack, by Amazon Q Developer. From the channel nobody can do
 * anything in the account: its role may do nothing, and neither may whoever writes there.
 */
export class SlackChannel extends Construct {
  public constructor(scope: Construct, id: string, props: SlackChannelProps) {
    super(scope, id);
    const { place, topics, teamId, channelId } = props;
    const name = `tagform-${place.environment}-chat`;
    const { partition, accountId } = place;
    const role = new ServiceRole(this, "member", {
      place,
      name,
      description: `Chat channel of deliveries to ${place.environment}: may do nothing`,
      service: "chatbot.amazonaws.com",
      source: `arn:${partition}:chatbot::${accountId}:chat-configuration/slack-channel/${name}`,
      statements: [],
    });
    new ChatbotSlackChannelConfiguration(this, "channel", {
      configurationName: physicalName("chatConfiguration", name),
      slackTeamId: teamId,
      slackChannelId: channelId,
      iamRoleArn: role.arn,
      // Without a guardrail it is AdministratorAccess.
      guardrailPolicyArns: [`arn:${partition}:iam::aws:policy/AWSDenyAll`],
      userAuthorizationRequired: false,
      loggingLevel: "ERROR",
      snsTopicArns: [topics.approvals.topicArn, topics.notifications.topicArn],
    });
    this.askForApprovals(props);
  }

  /** CodePipeline's own message has a form that Amazon Q Developer does not show. */
  private askForApprovals({ place, topics, deadLettersArn }: SlackChannelProps): void {
    const { environment } = place;
    const pipeline = pipelineName(environment);
    new EventRule(this, "approval-asked", {
      name: `tagform-${environment}-approval-asked`,
      description: `A delivery to ${environment} that waits for an approval is shown in the chat`,
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Action Execution State Change"],
        detail: { pipeline: [pipeline], state: ["STARTED"], type: { category: ["Approval"] } },
      },
      target: {
        arn: topics.approvals.topicArn,
        values: { execution: "$.detail.execution-id", action: "$.detail.action" },
        template: notificationTemplate({
          title: `A delivery to ${environment} waits for an approval`,
          description: `<action> of execution <execution>: ${executionLink(place, pipeline, "<execution>")}`,
          nextSteps: ["Read the plan, compare its digest, then approve or reject it in the console"],
          keywords: [environment, "approval", "<execution>"],
        }),
      },
      deadLettersArn,
    });
  }
}
