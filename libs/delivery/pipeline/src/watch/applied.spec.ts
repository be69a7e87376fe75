import { resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type AppliedAws, forMoto, plannedActions, synthStack, withAppliedAws } from "@tagform/testing";
import type { TerraformStack } from "cdktf";

import { DeadLetterQueue } from "../dead-letter-queue";
import type { DeliveryPlace } from "../delivery-place";
import type { RepositoryConfig } from "../repository";
import { DeliveryTrigger } from "../trigger/delivery-trigger";
import { DeliveryEvents } from "./delivery-events";
import { DeliveryTopics } from "./delivery-topics";
import { DeliveryTrail } from "./delivery-trail";
import { DeliveryWatch } from "./delivery-watch";

const CHECKOUT = resolve(__dirname, "../../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

const place: DeliveryPlace = {
  ...{ environment: "dev", region: "us-east-1", accountId: "123456789012", partition: "aws" },
};
const project = {
  name: "tagform-dev-source",
  arn: "arn:aws:codebuild:us-east-1:123456789012:project/tagform-dev-source",
};

const HOSTED: RepositoryConfig = {
  host: "gitlab",
  connectionArn: "arn:aws:codeconnections:us-east-1:123456789012:connection/0123abcd",
  repository: "acme/infra",
};
const trail = { bucketPrefix: "acme", watchedBuckets: ["acme-dev"], retentionDays: 400 };

/** What starts deliveries from a repository, and what `watch` adds. */
const delivery = (
  repository: RepositoryConfig,
  watch: (stack: TerraformStack, topics: DeliveryTopics, deadLettersArn: string) => void,
) =>
  synthStack((stack) => {
    new AwsProvider(stack, "aws", aws.providerSettings);
    const { arn: deadLettersArn } = new DeadLetterQueue(stack, "dead-letters", { place });
    const topics = new DeliveryTopics(stack, "topics", { place, emails: ["on-call@example.com"] });
    watch(stack, topics, deadLettersArn);
    const { topicArn: notificationsTopicArn } = topics.notifications;
    new DeliveryTrigger(stack, "trigger", {
      ...{ place, project, repository, deadLettersArn, notificationsTopicArn },
    });
  }).json;

/** All that watches but a chat: the provider offered here is built without that service. */
const watchAll: Parameters<typeof delivery>[1] = (stack, topics, deadLettersArn) => {
  new DeliveryWatch(stack, "watch", {
    ...{ place, topics, deadLettersArn, trail },
    cell: { environment: "tooling", scope: "us-east-1", team: "delivery-dev" },
  });
};

/** Without alarms and dashboard: moto does not speak CloudWatch's CBOR. */
const watchInMoto: Parameters<typeof delivery>[1] = (stack, { notifications }, deadLettersArn) => {
  const { topicArn: notificationsTopicArn } = notifications;
  new DeliveryEvents(stack, "events", { place, notificationsTopicArn, deadLettersArn });
  new DeliveryTrail(stack, "trail", { place, ...trail });
};

testApplied(
  "the real AWS provider knows every argument of what starts and watches deliveries from a host of CodeConnections",
  async () => {
    const terraform = await aws.terraformIn("hosted", forMoto(delivery(HOSTED, watchAll)));
    expect((await terraform("init")).stderr).toBe("");
    const validated = await terraform("validate");
    expect([validated.stderr, validated.exitCode]).toEqual(["", 0]);
  },
  300_000,
);

testApplied(
  "the real AWS provider applies what starts and watches deliveries from CodeCommit, then would create and replace nothing",
  async () => {
    const terraform = await aws.terraformIn(
      "codecommit",
      forMoto(delivery({ host: "codecommit", repository: "infra" }, watchInMoto)),
    );
    expect((await terraform("init")).stderr).toBe("");
    const applied = await terraform("apply", "-auto-approve");
    expect(applied.stderr).toBe("");
    expect(new Set(await plannedActions(terraform))).toEqual(new Set(["read", "update"]));
  },
  300_000,
);
