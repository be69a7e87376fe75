import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { synthStack } from "@tagform/testing";

import { type FlowLogDestination, FlowLogs } from "./flow-logs";

const bucket = { bucketArn: "arn:aws:s3:::logs", readiness: { fqn: "aws_s3_bucket_policy.logs" } };
const CLOUDWATCH = { kind: "cloudwatch", retentionDays: 365 } as const;

const flowLogs = (destination: FlowLogDestination) =>
  synthStack(
    (stack) =>
      new FlowLogs(stack, "flow-logs", {
        name: "research-dev-web",
        vpcId: "vpc-1",
        region: "us-east-1",
        accountId: "111122223333",
        partition: "aws",
        destination,
      }),
  );

const statement = (sid: string | undefined) =>
  flowLogs(CLOUDWATCH)
    .all(DataAwsIamPolicyDocument)
    .flatMap((document) => document.statement as { sid?: string }[])
    .find((each) => each.sid === sid);

test("accepted and rejected traffic is recorded, once the bucket takes it", () => {
  expect(flowLogs({ kind: "s3", bucket }).only(FlowLog)).toMatchObject({
    traffic_type: "ALL",
    log_destination_type: "s3",
    log_destination: "arn:aws:s3:::logs",
    depends_on: ["aws_s3_bucket_policy.logs"],
  });
});

test("a record names the zone by id and the true sender, in AWS's notation and not in Terraform's", () => {
  const { log_format } = flowLogs({ kind: "s3", bucket }).only(FlowLog);
  expect(log_format).toMatch(/^\$\$\{version\} \$\$\{account-id\} /);
  expect(log_format).toContain("$${az-id}");
  expect(log_format).toContain("$${pkt-srcaddr}");
});

test("in CloudWatch records are kept for the retention and encrypted with the key given", () => {
  const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/1";
  expect(flowLogs({ ...CLOUDWATCH, kmsKeyArn }).only(CloudwatchLogGroup)).toMatchObject({
    name: "research-dev-web-flow-logs",
    retention_in_days: 365,
    kms_key_id: kmsKeyArn,
  });
});

test("the service delivers for flow logs of this account and Region only", () => {
  expect(statement(undefined)).toMatchObject({
    principals: [{ type: "Service", identifiers: ["vpc-flow-logs.amazonaws.com"] }],
    condition: [
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["111122223333"] },
      {
        test: "ArnLike",
        variable: "aws:SourceArn",
        values: ["arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/*"],
      },
    ],
  });
});

test("the role delivers into its own log group and can do nothing else", () => {
  expect(statement("DeliverIntoOwnGroup")).toEqual({
    sid: "DeliverIntoOwnGroup",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: ["arn:aws:logs:us-east-1:111122223333:log-group:research-dev-web-flow-logs:*"],
  });
});

test("roles are global: the name tells networks of several Regions apart", () => {
  expect(flowLogs(CLOUDWATCH).only(IamRole)).toMatchObject({ name: "research-dev-web-use1-flow-logs" });
});
