import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { synthStack } from "@tagform/testing";

import { type NotificationSenders, NotificationTopic } from "./notification-topic";

const ROLE = "arn:aws:iam::111122223333:role/sender";

const topic = (senders: NotificationSenders) =>
  synthStack(
    (stack) =>
      new NotificationTopic(stack, "topic", {
        ...{ name: "tagform-dev", region: "us-east-1", accountId: "111122223333", partition: "aws" },
        ...{ topicName: "tagform-dev-notifications", displayName: "Deliveries to dev", senders },
      }),
  );

/** Of the key's policy and the topic's. */
const sids = (senders: NotificationSenders) =>
  topic(senders)
    .all(DataAwsIamPolicyDocument)
    .map(({ statement }) => (statement as { sid: string }[]).map(({ sid }) => sid));

test("whoever is named may send to the topic and use its key, and nobody else", () => {
  expect(sids({})).toEqual([["AdministeredByIam"], ["OnlyOverTls"]]);
  expect(sids({ alarmNames: "a-*", ruleNames: "r-*", budgets: true, roleArns: [ROLE] })).toEqual([
    ["AdministeredByIam", "UsedByAlarms", "UsedByRules", "UsedByBudgets", "UsedThroughSns"],
    ["AlarmsSend", "RulesSend", "BudgetsSend", "OnlyOverTls"],
  ]);
});

test("the topic takes messages of the account's own rules alone", () => {
  const [, senders] = topic({ ruleNames: "tagform-dev-*" }).all(DataAwsIamPolicyDocument);
  expect(senders).toMatchObject({
    statement: [
      {
        principals: [{ identifiers: ["events.amazonaws.com"] }],
        condition: [
          {
            variable: "aws:SourceArn",
            values: ["arn:aws:events:us-east-1:111122223333:rule/tagform-dev-*"],
          },
        ],
      },
      {},
    ],
  });
});

test("a topic has the name that its key's policy knows", () => {
  const synthesized = topic({ ruleNames: "tagform-dev-*" });
  expect(synthesized.only(SnsTopic)).toMatchObject({ name: "tagform-dev-notifications" });
  expect(JSON.stringify(synthesized.all(DataAwsIamPolicyDocument)[0])).toContain(
    "arn:aws:sns:us-east-1:111122223333:tagform-dev-notifications",
  );
});
