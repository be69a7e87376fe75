import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { ChatbotSlackChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-slack-channel-configuration";
import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { synthStack } from "@tagform/testing";

import type { DeliveryPlace } from "../delivery-place";
import { DeliveryTrigger } from "../trigger/delivery-trigger";
import { DELIVERY_ALARMS, type DeliveryAlarm } from "./delivery-alarm-table";
import { DeliveryTopics } from "./delivery-topics";
import { DeliveryWatch, type DeliveryWatchProps } from "./delivery-watch";

const place: DeliveryPlace = {
  ...{ environment: "dev", region: "us-east-1", accountId: "111122223333", partition: "aws" },
};
const cell = { environment: "tooling", scope: "us-east-1", team: "delivery-dev" } as const;
const emails = ["on-call@example.com", "owner@example.com"];

const watch = (overrides: Partial<DeliveryWatchProps> = {}) =>
  synthStack(
    (stack) =>
      new DeliveryWatch(stack, "watch", {
        place,
        cell,
        topics: new DeliveryTopics(stack, "topics", { place, emails }),
        deadLettersArn: "arn:aws:sqs:us-east-1:111122223333:tagform-dev-dead-letters",
        ...overrides,
      }),
  );

const trail: NonNullable<DeliveryWatchProps["trail"]> = {
  bucketPrefix: "acme",
  watchedBuckets: ["acme-qa", "acme-dev"],
  retentionDays: 400,
};

interface Statement {
  readonly sid: string;
  readonly effect?: string;
  readonly condition?: readonly { readonly variable: string; readonly values: readonly string[] }[];
}

const statement = (sid: string, overrides: Partial<DeliveryWatchProps> = {}) =>
  watch(overrides)
    .all(DataAwsIamPolicyDocument)
    .flatMap((document) => document["statement"] as Statement[])
    .find((each) => each.sid === sid);

test("both topics tell each mail address, and approvals come from the environment's pipeline alone", () => {
  const synthesized = watch();
  expect(synthesized.all(SnsTopic).map(({ name }) => name)).toEqual([
    "tagform-dev-approvals",
    "tagform-dev-notifications",
  ]);
  expect(synthesized.all(SnsTopicSubscription)).toHaveLength(4);
  const [approvals, , notifications] = synthesized
    .all(DataAwsIamPolicyDocument)
    .map((document) => JSON.stringify(document));
  expect(approvals).toContain("arn:aws:iam::111122223333:role/tagform-dev-pipeline");
  expect(approvals).not.toContain("dispatch");
  expect(notifications).toContain("arn:aws:iam::111122223333:role/tagform-dev-dispatch");
});

test("builds and executions that do not succeed are told of, those of this environment alone", () => {
  const patterns = watch()
    .all(CloudwatchEventRule)
    .map(({ event_pattern }) => (JSON.parse(String(event_pattern)) as { detail: unknown }).detail);
  expect(patterns).toEqual([
    {
      "build-status": ["FAILED", "FAULT", "STOPPED", "TIMED_OUT"],
      "project-name": ["tagform-dev-source"],
    },
    {
      "build-status": ["FAILED", "FAULT", "STOPPED", "TIMED_OUT"],
      "project-name": ["tagform-dev-record"],
    },
    { pipeline: ["tagform-dev"], state: ["FAILED", "STOPPED", "CANCELED", "SUPERSEDED"] },
  ]);
});

test("a message says which environment, which execution and where to look, in the form that a chat shows", () => {
  const [, , target] = watch().all(CloudwatchEventTarget) as {
    input_transformer: { input_paths: object; input_template: string };
  }[];
  const { input_paths, input_template } = target!.input_transformer;
  expect(input_paths).toEqual({ state: "$.detail.state", execution: "$.detail.execution-id" });
  const said = input_template
    .replaceAll("<state>,", '"<state>",')
    .replaceAll("<execution>\n", '"<execution>"\n');
  expect(JSON.parse(said)).toEqual({
    version: "1.0",
    source: "custom",
    content: {
      textType: "client-markdown",
      title: "A delivery to dev ended <state>",
      description:
        "Execution <execution> of tagform-dev ended <state>: https://us-east-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/tagform-dev/executions/<execution>/timeline?region=us-east-1",
      nextSteps: ["The dispatcher's message that follows names cell, tag, step and log"],
      keywords: ["dev", "<state>", "<execution>"],
    },
  });
});

test("what EventBridge puts into a message it can put there: each value has a path", () => {
  for (const target of watch({ slack: { teamId: "T1", channelId: "C1" } }).all(CloudwatchEventTarget)) {
    const { input_paths, input_template } = target["input_transformer"] as {
      input_paths: Record<string, string>;
      input_template: string;
    };
    const used = new Set([...input_template.matchAll(/<([a-z]+)>/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(input_paths).sort());
  }
});

test("the reference names every message", () => {
  const page = readFileSync(resolve(__dirname, "../../../../../docs/reference/notifications.md"), "utf8");
  const synthesized = synthStack((stack) => {
    const topics = new DeliveryTopics(stack, "topics", { place, emails });
    const rest = { place, deadLettersArn: "arn:aws:sqs:us-east-1:111122223333:dead-letters" };
    new DeliveryWatch(stack, "watch", { ...rest, cell, topics, slack: { teamId: "T1", channelId: "C1" } });
    new DeliveryTrigger(stack, "trigger", {
      ...{ ...rest, repository: { host: "codecommit", repository: "infra" } },
      project: { name: "tagform-dev-source", arn: "arn:aws:codebuild:us-east-1:111122223333:project/source" },
      notificationsTopicArn: topics.notifications.topicArn,
    });
  });
  const templates = synthesized
    .all(CloudwatchEventTarget)
    .map((target) => (target["input_transformer"] as { input_template: string }).input_template);
  const said = templates.flatMap((template) => /"title": "(.+)"/.exec(template)?.[1] ?? []);
  expect(said).toHaveLength(5);
  expect(said.filter((title) => !page.includes(`\`${title}\``))).toEqual([]);
});

test.each(Object.entries<DeliveryAlarm>(DELIVERY_ALARMS))(
  "alarm %s says what, why and what to do",
  (name, row) => {
    const alarm = watch()
      .all(CloudwatchMetricAlarm)
      .find(({ alarm_name }) => alarm_name === `tagform-dev-${name}`);
    expect(alarm).toMatchObject({
      alarm_description: `${row.meaning}: ${row.because}. ${row.remedy}.`,
      threshold: row.threshold,
    });
    for (const sentence of [row.meaning, row.because, row.remedy]) expect(sentence).not.toMatch(/\.$/);
  },
);

test("a dispatcher that reports every five minutes is not silent, one that does not is", () => {
  const alarm = watch()
    .all(CloudwatchMetricAlarm)
    .find(({ alarm_name }) => alarm_name === "tagform-dev-dispatcher-silent");
  expect(alarm).toMatchObject({
    ...{ namespace: "Tagform/Delivery", metric_name: "QueueLength", dimensions: { Environment: "dev" } },
    ...{ comparison_operator: "LessThanThreshold", threshold: 0, treat_missing_data: "breaching" },
    ...{ evaluation_periods: 20, datapoints_to_alarm: 20 },
  });
});

test("whatever was given up is an alarm", () => {
  const alarm = watch()
    .all(CloudwatchMetricAlarm)
    .find(({ alarm_name }) => alarm_name === "tagform-dev-dead-letters");
  expect(alarm).toMatchObject({
    ...{ namespace: "AWS/SQS", dimensions: { QueueName: "tagform-dev-dead-letters" } },
    ...{ comparison_operator: "GreaterThanThreshold", threshold: 0, evaluation_periods: 1 },
  });
});

test("the dashboard shows every alarm", () => {
  const synthesized = watch();
  const body = String(synthesized.only(CloudwatchDashboard)["dashboard_body"]);
  expect(body.match(/aws_cloudwatch_metric_alarm\.[\w-]+\.arn/g)).toHaveLength(
    Object.keys(DELIVERY_ALARMS).length,
  );
});

test("there is no trail but where it is asked for", () => {
  expect(watch().all(Cloudtrail)).toEqual([]);
});

test("the trail says who reached for an object of the named buckets, never of its own", () => {
  const [selector] = watch({ trail }).only(Cloudtrail)["advanced_event_selector"] as {
    field_selector: object[];
  }[];
  expect(selector?.field_selector).toEqual([
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: ["AWS::S3::Object"] },
    // Up to the slash: another bucket's name may begin with this one's, as the trail's own could.
    {
      field: "resources.ARN",
      starts_with: ["dev", "dev-replica", "qa", "qa-replica"].map((name) => `arn:aws:s3:::acme-${name}/`),
    },
  ]);
});

test("log files are signed, encrypted with a key of their own, and nobody deletes one before its time", () => {
  expect(watch({ trail }).only(Cloudtrail)).toMatchObject({
    enable_log_file_validation: true,
    kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/),
    lifecycle: { prevent_destroy: true },
  });
  expect(statement("NobodyDeletes", { trail })).toMatchObject({ effect: "Deny" });
  expect(
    statement("NobodyDeletes", { trail: { ...trail, deletable: { reason: "a rehearsal" } } }),
  ).toBeUndefined();
});

test("only this trail writes to the bucket of log files", () => {
  expect(statement("TrailWrites", { trail })?.condition?.[0]).toEqual({
    test: "StringEquals",
    variable: "aws:SourceArn",
    values: ["arn:aws:cloudtrail:us-east-1:111122223333:trail/tagform-deliveries"],
  });
});

test("from the chat nobody can do anything", () => {
  const synthesized = watch({ slack: { teamId: "T0123ABCD", channelId: "C0123ABCD" } });
  expect(synthesized.only(ChatbotSlackChannelConfiguration)).toMatchObject({
    guardrail_policy_arns: ["arn:aws:iam::aws:policy/AWSDenyAll"],
    slack_team_id: "T0123ABCD",
    sns_topic_arns: [expect.anything(), expect.anything()],
  });
  expect(synthesized.all(IamRolePolicy)).toEqual([]);
});
