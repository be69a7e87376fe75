import { flowLogDestination } from "./flow-log-destination";
import type { WebNetworkConfig } from "./network-config";

const bucket = { bucketArn: "arn:aws:s3:::logs", readiness: { fqn: "aws_s3_bucket_policy.logs" } };
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/1";

const destination = (flowLogs: WebNetworkConfig["flowLogs"]) =>
  flowLogDestination(
    { cidr: "10.0.0.0/16", natGateways: "none", ...(flowLogs === undefined ? {} : { flowLogs }) },
    { bucket, kmsKeyArn },
  );

test.each([undefined, { destination: "s3", logClass: "security" } as const])(
  "with %j records go into the workload's log bucket",
  (flowLogs) => {
    expect(destination(flowLogs)).toEqual({ kind: "s3", bucket });
  },
);

test("records in CloudWatch are kept as long as their class says, under the workload's key", () => {
  expect(destination({ destination: "cloudwatch", logClass: "application" })).toEqual({
    kind: "cloudwatch",
    retentionDays: 90,
    kmsKeyArn,
  });
});
