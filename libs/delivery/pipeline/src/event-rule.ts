import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

/** Events of one kind. */
export interface EventPattern {
  readonly source: readonly [string];
  readonly "detail-type": readonly [string];
  readonly resources?: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface EventRuleProps {
  /** `tagform-dev-tag-created` */
  readonly name: string;
  /** One sentence without full stop. */
  readonly description: string;
  readonly pattern: EventPattern;
  readonly target: EventTarget;
  /** ARN of the queue for events that the target did not take within an hour. */
  readonly deadLettersArn: string;
}

export interface EventTarget {
  readonly arn: string;
  /** @default - the target's own policy lets EventBridge in */
  readonly roleArn?: string;
  /** Values of the event by name, as JSON paths: `{ tag: "$.detail.referenceName" }`. */
  readonly values: Readonly<Record<string, string>>;
  /** What the target gets, with `<tag>` for a value. */
  readonly template: string;
}

/** What takes longer than that is no news; deliveries that were not started are found by the sweep. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 };

/** Define a rule that hands each event of a kind to one target, and loses none without saying so. */
export class EventRule extends Construct {
  public constructor(scope: Construct, id: string, props: EventRuleProps) {
    super(scope, id);
    const { name, description, pattern, target, deadLettersArn } = props;
    const rule = new CloudwatchEventRule(this, "rule", {
      name: physicalName("eventRule", name),
      description,
      eventPattern: `${JSON.stringify(pattern, null, 2)}\n`,
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      arn: target.arn,
      ...(target.roleArn === undefined ? {} : { roleArn: target.roleArn }),
      inputTransformer: { inputPaths: { ...target.values }, inputTemplate: target.template },
      deadLetterConfig: { arn: deadLettersArn },
      retryPolicy: RETRY,
    });
  }
}
