import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { synthStack } from "@tagform/testing";

import { ServiceTrust, type ServiceTrustProps } from "./service-trust";

const trust = (onBehalfOf: ServiceTrustProps["onBehalfOf"]) =>
  synthStack(
    (stack) => new ServiceTrust(stack, "trust", { service: "scheduler.amazonaws.com", onBehalfOf }),
  ).only(DataAwsIamPolicyDocument);

test("a service is trusted on behalf of one account and its resources", () => {
  const sourceArn = "arn:aws:scheduler:*:111122223333:schedule/*";
  expect(trust({ accountId: "111122223333", sourceArn })).toMatchObject({
    statement: [
      {
        condition: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: ["111122223333"] },
          { test: "ArnLike", variable: "aws:SourceArn", values: [sourceArn] },
        ],
      },
    ],
  });
});

test("a service that does not say for whom it comes is trusted without conditions", () => {
  expect(trust({ anyone: { reason: "it does not say" } })).not.toHaveProperty("statement.0.condition.0");
});
