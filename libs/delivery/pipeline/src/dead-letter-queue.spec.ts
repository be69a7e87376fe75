import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { synthStack } from "@tagform/testing";

import { DeadLetterQueue } from "./dead-letter-queue";

const queue = () =>
  synthStack(
    (stack) =>
      new DeadLetterQueue(stack, "queue", {
        place: { environment: "dev", region: "us-east-1", accountId: "111122223333", partition: "aws" },
      }),
  );

test("what nobody took is kept for two weeks, encrypted", () => {
  expect(queue().only(SqsQueue)).toMatchObject({
    name: "tagform-dev-dead-letters",
    message_retention_seconds: 1_209_600,
    sqs_managed_sse_enabled: true,
  });
});

test("rules of the environment's delivery send to it, and no other rule", () => {
  expect(queue().only(DataAwsIamPolicyDocument)).toMatchObject({
    statement: [
      {
        actions: ["sqs:SendMessage"],
        principals: [{ identifiers: ["events.amazonaws.com"] }],
        condition: [
          {
            variable: "aws:SourceArn",
            values: ["arn:aws:events:us-east-1:111122223333:rule/tagform-dev-*"],
          },
        ],
      },
      { effect: "Deny", condition: [{ variable: "aws:SecureTransport" }] },
    ],
  });
});
