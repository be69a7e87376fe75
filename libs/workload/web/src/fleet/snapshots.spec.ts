import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DlmLifecyclePolicy } from "@cdktf/provider-aws/lib/dlm-lifecycle-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { synthStack } from "@tagform/testing";

import { Snapshots } from "./snapshots";

const snapshots = synthStack(
  (stack) =>
    new Snapshots(stack, "snapshots", {
      name: "research-dev-web",
      region: "us-east-1",
      accountId: "111122223333",
      partition: "aws",
      everyHours: 12,
      at: "03:00",
      keep: 7,
    }),
);

test("the fleet's volumes are copied at that time, and so many copies are kept", () => {
  expect(snapshots.only(DlmLifecyclePolicy)).toMatchObject({
    policy_details: {
      resource_types: ["VOLUME"],
      target_tags: { Name: "research-dev-web" },
      schedule: [
        {
          copy_tags: true,
          create_rule: { interval: 12, interval_unit: "HOURS", times: ["03:00"] },
          retain_rule: { count: 7 },
        },
      ],
    },
  });
});

test("the role is for one Region, named after it, as roles are seen in all of them", () => {
  expect(snapshots.only(IamRole)).toMatchObject({ name: "research-dev-web-use1-snapshots" });
});

test("only this account's policies can use the role, on volumes and snapshots of the fleet", () => {
  const [trust, permissions] = snapshots.all(DataAwsIamPolicyDocument);
  expect(trust).toMatchObject({
    statement: [
      {
        principals: [{ identifiers: ["dlm.amazonaws.com"] }],
        condition: [
          { variable: "aws:SourceAccount", values: ["111122223333"] },
          { variable: "aws:SourceArn", values: ["arn:aws:dlm:us-east-1:111122223333:policy/*"] },
        ],
      },
    ],
  });
  const ofTheFleet = [{ variable: "aws:ResourceTag/Name", values: ["research-dev-web"] }];
  expect(permissions).toMatchObject({
    statement: [
      { actions: ["ec2:CreateSnapshot"], condition: ofTheFleet },
      { actions: ["ec2:CreateSnapshot", "ec2:CreateTags"], resources: ["arn:aws:ec2:us-east-1::snapshot/*"] },
      { actions: ["ec2:DeleteSnapshot"], condition: ofTheFleet },
      { actions: ["ec2:DescribeInstances", "ec2:DescribeSnapshots", "ec2:DescribeVolumes"] },
    ],
  });
});
