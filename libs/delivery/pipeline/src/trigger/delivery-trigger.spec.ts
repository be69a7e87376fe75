import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CodebuildWebhook } from "@cdktf/provider-aws/lib/codebuild-webhook";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { ENVIRONMENT_NAMES, type EnvironmentName } from "@tagform/deployment";
import { synthStack } from "@tagform/testing";

import type { DeliveryPlace } from "../delivery-place";
import type { RepositoryConfig } from "../repository";
import { DeliveryTrigger } from "./delivery-trigger";
import { repositoryHost } from "./repository-host";

const CONNECTION = "arn:aws:codeconnections:us-east-1:111122223333:connection/1";
const HOSTED: RepositoryConfig = { host: "github", connectionArn: CONNECTION, repository: "acme/infra" };
const CODECOMMIT: RepositoryConfig = { host: "codecommit", repository: "infra" };

const placeOf = (environment: EnvironmentName): DeliveryPlace => ({
  ...{ environment, region: "us-east-1", accountId: "111122223333", partition: "aws" },
});

const trigger = (repository: RepositoryConfig, environment: EnvironmentName = "dev", sweepMinutes?: number) =>
  synthStack(
    (stack) =>
      new DeliveryTrigger(stack, "trigger", {
        place: placeOf(environment),
        repository,
        project: {
          name: `tagform-${environment}-source`,
          arn: `arn:aws:codebuild:us-east-1:111122223333:project/tagform-${environment}-source`,
        },
        notificationsTopicArn: "arn:aws:sns:us-east-1:111122223333:tagform-dev-notifications",
        deadLettersArn: "arn:aws:sqs:us-east-1:111122223333:tagform-dev-dead-letters",
        sweepMinutes,
      }),
  );

interface Pattern {
  readonly source: string[];
  readonly "detail-type": string[];
  readonly resources: string[];
  readonly detail: {
    readonly event: string[];
    readonly referenceType: string[];
    readonly referenceName: { readonly prefix: string }[];
  };
}

const patterns = (environment: EnvironmentName = "dev") =>
  trigger(CODECOMMIT, environment)
    .all(CloudwatchEventRule)
    .map(({ event_pattern }) => JSON.parse(String(event_pattern)) as Pattern);

/** Which pushed references start a build with a host that sends webhooks. */
const startsOn = (environment: EnvironmentName, reference: string): boolean => {
  const [group] = trigger(HOSTED, environment).only(CodebuildWebhook)["filter_group"] as {
    filter: { type: string; pattern: string }[];
  }[];
  const [event, head] = group!.filter;
  expect(event).toEqual({ type: "EVENT", pattern: "PUSH" });
  expect(head?.type).toBe("HEAD_REF");
  return new RegExp(head!.pattern).test(reference);
};

test.each<[EnvironmentName, string, boolean]>([
  ["dev", "refs/tags/dev_us-east-1/research/1.0", true],
  ["dev", "refs/tags/devops_us-east-1/research/1.0", false],
  ["dev", "refs/heads/dev_us-east-1/research/1.0", false],
  ["dev", "refs/heads/refs/tags/dev_us-east-1/research/1.0", false],
  ["landing-zone", "refs/tags/landing-zone_global/roles/1.0", true],
])("a webhook of %s sees %s: %s", (environment, reference, starts) => {
  expect(startsOn(environment, reference)).toBe(starts);
});

test("each tag starts the project of one environment, whatever other environments are called", () => {
  const prefixes = ENVIRONMENT_NAMES.map((name) => patterns(name)[0]!.detail.referenceName[0]!.prefix);
  for (const prefix of prefixes) {
    expect(prefixes.filter((other) => `${prefix}us-east-1/research/1.0`.startsWith(other))).toEqual([prefix]);
  }
});

test("in CodeCommit, only a tag that is new starts a build; one that is moved or deleted is reported", () => {
  const [created, moved] = patterns();
  expect(created).toEqual({
    source: ["aws.codecommit"],
    "detail-type": ["CodeCommit Repository State Change"],
    resources: ["arn:aws:codecommit:us-east-1:111122223333:infra"],
    detail: {
      event: ["referenceCreated"],
      referenceType: ["tag"],
      referenceName: [{ prefix: "dev_" }],
    },
  });
  expect(moved?.detail).toMatchObject({ event: ["referenceUpdated", "referenceDeleted"] });
});

/** As EventBridge does: a text gets its quotes, and what is special in JSON is escaped. */
const filledIn = (template: unknown, values: Readonly<Record<string, string>>): unknown =>
  JSON.parse(String(template).replaceAll(/<([a-z]+)>/g, (_, name: string) => JSON.stringify(values[name])));

test("the build gets the tag as one text, whatever it is called", () => {
  const [start, report] = trigger(CODECOMMIT).all(CloudwatchEventTarget) as {
    input_transformer: { input_paths: Record<string, string>; input_template: string };
  }[];
  const tag = 'dev_x","value":"other';
  expect(start?.input_transformer.input_paths).toEqual({ tag: "$.detail.referenceName" });
  expect(filledIn(start?.input_transformer.input_template, { tag })).toEqual({
    environmentVariablesOverride: [{ name: "TAGFORM_TAG", type: "PLAINTEXT", value: tag }],
  });
  const told = filledIn(report?.input_transformer.input_template, { tag, event: "e", caller: "c" });
  expect(told).toMatchObject({
    version: "1.0",
    source: "custom",
    content: { description: tag, keywords: ["dev", "e", "c"] },
  });
});

test("no event is lost without saying so", () => {
  const dead = { arn: "arn:aws:sqs:us-east-1:111122223333:tagform-dev-dead-letters" };
  for (const target of trigger(CODECOMMIT).all(CloudwatchEventTarget)) {
    expect(target).toMatchObject({
      dead_letter_config: dead,
      retry_policy: { maximum_event_age_in_seconds: 3600 },
    });
  }
  expect(trigger(HOSTED).only(SchedulerSchedule)).toMatchObject({ target: { dead_letter_config: dead } });
});

test("a sweep starts the same project every hour without a tag, or as often as is said", () => {
  const { target, schedule_expression } = trigger(HOSTED).only(SchedulerSchedule);
  expect(schedule_expression).toBe("rate(60 minutes)");
  expect(target).toMatchObject({
    arn: "arn:aws:codebuild:us-east-1:111122223333:project/tagform-dev-source",
  });
  expect(target).not.toHaveProperty("input");
  expect(trigger(HOSTED, "dev", 15).only(SchedulerSchedule)).toMatchObject({
    schedule_expression: "rate(15 minutes)",
  });
});

test("what starts builds may start the source project and nothing else, for its own rule or schedule", () => {
  const synthesized = trigger(CODECOMMIT);
  expect(synthesized.all(IamRole)).toHaveLength(2);
  const statements = synthesized
    .all(DataAwsIamPolicyDocument)
    .flatMap(
      ({ statement }) => statement as { actions: string[]; resources?: string[]; condition?: object[] }[],
    );
  const starts = statements.filter(({ actions }) => actions.includes("codebuild:StartBuild"));
  expect(starts.map(({ resources }) => resources)).toEqual([
    ["arn:aws:codebuild:us-east-1:111122223333:project/tagform-dev-source"],
    ["arn:aws:codebuild:us-east-1:111122223333:project/tagform-dev-source"],
  ]);
  const trusts = statements.filter(({ actions }) => actions.includes("sts:AssumeRole"));
  expect(trusts.map(({ condition }) => condition)).toEqual(
    [
      "events:us-east-1:111122223333:rule/tagform-dev-tag-created",
      "scheduler:us-east-1:111122223333:schedule-group/tagform-dev-sweep",
    ].map((source) => [
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["111122223333"] },
      { test: "ArnLike", variable: "aws:SourceArn", values: [`arn:aws:${source}`] },
    ]),
  );
});

test.each([
  ["github", "acme/infra", "https://github.com/acme/infra.git"],
  ["gitlab", "acme/platform/infra", "https://gitlab.com/acme/platform/infra.git"],
  ["bitbucket", "acme/infra", "https://bitbucket.org/acme/infra.git"],
] as const)(
  "the project clones all of a repository with %s through the connection",
  (host, repository, location) => {
    expect(repositoryHost({ host, repository, connectionArn: CONNECTION }, placeOf("dev")).source).toEqual({
      type: host.toUpperCase(),
      location,
      gitCloneDepth: 0,
      auth: { type: "CODECONNECTIONS", resource: CONNECTION },
    });
  },
);

test("the project clones a repository in CodeCommit by its role", () => {
  expect(repositoryHost(CODECOMMIT, placeOf("dev")).source).toEqual({
    type: "CODECOMMIT",
    location: "https://git-codecommit.us-east-1.amazonaws.com/v1/repos/infra",
    gitCloneDepth: 0,
  });
});
