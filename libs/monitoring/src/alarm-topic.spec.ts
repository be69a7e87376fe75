import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { synthStack } from "@tagform/testing";

import { AlarmTopic, type AlarmTopicProps } from "./alarm-topic";

const topic = (overrides: Partial<AlarmTopicProps> = {}) =>
  synthStack(
    (stack) =>
      new AlarmTopic(stack, "alarms", {
        ...{ name: "research-dev-web", region: "us-east-1", accountId: "111122223333", partition: "aws" },
        ...overrides,
      }),
  );

test("a topic is encrypted with a key of its own", () => {
  const synthesized = topic();
  expect(synthesized.only(SnsTopic)).toMatchObject({
    name: "research-dev-web-alarms",
    kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/),
    signature_version: 2,
  });
  expect(synthesized.only(KmsKey)).toMatchObject({ description: "research-dev-web: notifications" });
});

test("only the workload's alarms send to it, and only over TLS", () => {
  const [, senders] = topic().all(DataAwsIamPolicyDocument);
  expect(senders).toMatchObject({
    statement: [
      {
        actions: ["sns:Publish"],
        principals: [{ identifiers: ["cloudwatch.amazonaws.com"] }],
        condition: [
          { variable: "aws:SourceAccount", values: ["111122223333"] },
          {
            variable: "aws:SourceArn",
            values: ["arn:aws:cloudwatch:us-east-1:111122223333:alarm:research-dev-web-*"],
          },
        ],
      },
      { effect: "Deny", condition: [{ variable: "aws:SecureTransport", values: ["false"] }] },
    ],
  });
});

test("subscribers keep their place in the state, whatever their order", () => {
  const mail = { protocol: "email", endpoint: "on-call@example.com" } as const;
  const queue = { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:111122223333:alarms" } as const;
  const names = (...subscribers: NonNullable<AlarmTopicProps["subscribers"]>) =>
    Object.keys(topic({ subscribers }).json.resource?.[SnsTopicSubscription.tfResourceType] ?? {}).sort();
  expect(names(mail, queue)).toEqual(names(queue, mail));
  expect(names(mail, queue)).toHaveLength(2);
});
