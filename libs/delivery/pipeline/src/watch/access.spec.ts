import { type AccessRequest, evaluate, synthesizedPolicy } from "@tagform/policy-evaluator";
import { synthStack, type TerraformDocument } from "@tagform/testing";

import { DeadLetterQueue } from "../dead-letter-queue";
import type { DeliveryPlace } from "../delivery-place";
import { DeliveryTopics } from "./delivery-topics";
import { DeliveryTrail } from "./delivery-trail";

const ACCOUNT = "111122223333";
const place: DeliveryPlace = {
  ...{ environment: "dev", region: "us-east-1", accountId: ACCOUNT, partition: "aws" },
};

const synthesized = synthStack((stack) => {
  new DeliveryTopics(stack, "topics", { place, emails: [] });
  new DeadLetterQueue(stack, "dead-letters", { place });
  new DeliveryTrail(stack, "trail", {
    ...{ place, bucketPrefix: "acme", watchedBuckets: ["acme-dev"], retentionDays: 400 },
  });
});

/** Where a resource is referred to, it has an ARN already, with its id for a name. */
const json = JSON.parse(
  JSON.stringify(synthesized.json).replaceAll(
    /\$\{aws_(?:sns_topic|sqs_queue)\.([\w-]+)\.(?:arn|url)\}/g,
    `arn:aws:service:us-east-1:${ACCOUNT}:$1`,
  ),
) as TerraformDocument;

/** What has a policy: a part of its resource's id, by type. */
const GUARDED = {
  approvals: ["aws_sns_topic_policy", "topics_approvals"],
  "key of approvals": ["aws_kms_key", "topics_approvals"],
  notifications: ["aws_sns_topic_policy", "topics_notifications"],
  "key of notifications": ["aws_kms_key", "topics_notifications"],
  "dead letters": ["aws_sqs_queue_policy", "dead-letters"],
  "log files": ["aws_s3_bucket_policy", "trail_bucket"],
  "key of log files": ["aws_kms_key", "trail_key"],
} as const;

const service = (name: string, source: string) => ({
  caller: { service: `${name}.amazonaws.com` },
  context: { "aws:SourceArn": source, "aws:SourceAccount": source.split(":")[4] ?? "" },
});
const rule = (name: string, account = ACCOUNT) =>
  service("events", `arn:aws:events:us-east-1:${account}:rule/${name}`);
const alarm = (name: string) =>
  service("cloudwatch", `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:${name}`);
const trail = (name: string) =>
  service("cloudtrail", `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/${name}`);
const role = (name: string) => ({ caller: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}` }, context: {} });

const CALLERS = {
  "a rule of dev": rule("tagform-dev-source-failed"),
  "a rule of prod": rule("tagform-prod-source-failed"),
  "a stranger's rule": rule("tagform-dev-source-failed", "999999999999"),
  "an alarm of dev": alarm("tagform-dev-failed"),
  "a workload's alarm": alarm("research-dev-web-latency"),
  "the trail": trail("tagform-deliveries"),
  "another trail": trail("another"),
  "the pipeline": role("tagform-dev-pipeline"),
  "the dispatcher": role("tagform-dev-dispatch"),
  "an administrator": role("administrator"),
} as const;

type Answer = "yes" | "no";

/** IAM lets roles do everything: what is asked is what the resource's own policy leaves of it. */
function answer(
  who: keyof typeof CALLERS,
  action: string,
  on: keyof typeof GUARDED,
  how: object = {},
): Answer {
  const [type, part] = GUARDED[on];
  const found = Object.entries(json.resource?.[type] ?? {}).find(([id]) => id.startsWith(part));
  const policy = synthesizedPolicy(json, found?.[1]["policy"]);
  const { caller, context } = CALLERS[who];
  const request: AccessRequest = {
    ...{ caller, action, resourceAccount: ACCOUNT },
    resource: resourceOf(on, found?.[1] ?? {}),
    context: { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context, ...how },
  };
  const everything = {
    Version: "2012-10-17" as const,
    Statement: [{ Effect: "Allow" as const, Action: "*", Resource: "*" }],
  };
  const identity = "roleArn" in caller ? [everything] : [];
  return evaluate(request, { identity, resource: policy }).decision === "allowed" ? "yes" : "no";
}

function resourceOf(on: keyof typeof GUARDED, resource: Readonly<Record<string, unknown>>): string {
  if (on === "log files")
    return `arn:aws:s3:::acme-trail/AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/file.json.gz`;
  const arn = resource["arn"] ?? resource["queue_url"];
  return typeof arn === "string" ? arn : `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`;
}

const throughSns = { "kms:ViaService": "sns.us-east-1.amazonaws.com" };
const ofTopic = (name: string) => ({
  "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:us-east-1:${ACCOUNT}:tagform-dev-${name}`,
});

test.each<[keyof typeof CALLERS, string, keyof typeof GUARDED, object, Answer]>([
  ["a rule of dev", "sns:Publish", "notifications", {}, "yes"],
  ["a rule of dev", "sns:Publish", "notifications", { "aws:SecureTransport": "false" }, "no"],
  ["a rule of prod", "sns:Publish", "notifications", {}, "no"],
  ["a stranger's rule", "sns:Publish", "notifications", {}, "no"],
  ["a rule of dev", "kms:GenerateDataKey", "key of notifications", ofTopic("notifications"), "yes"],
  ["a rule of dev", "kms:GenerateDataKey", "key of notifications", ofTopic("approvals"), "no"],
  ["an alarm of dev", "sns:Publish", "notifications", {}, "yes"],
  ["an alarm of dev", "sns:Publish", "approvals", {}, "no"],
  ["a workload's alarm", "sns:Publish", "notifications", {}, "no"],
  ["a workload's alarm", "kms:Decrypt", "key of notifications", {}, "no"],
  ["the dispatcher", "kms:GenerateDataKey", "key of notifications", throughSns, "yes"],
  ["the dispatcher", "kms:GenerateDataKey", "key of notifications", {}, "no"],
  ["the dispatcher", "kms:GenerateDataKey", "key of approvals", throughSns, "no"],
  ["the pipeline", "kms:GenerateDataKey", "key of approvals", throughSns, "yes"],
  ["the pipeline", "kms:GenerateDataKey", "key of notifications", throughSns, "no"],
  ["an administrator", "kms:Decrypt", "key of notifications", throughSns, "no"],
  ["a rule of dev", "sqs:SendMessage", "dead letters", {}, "yes"],
  ["a rule of prod", "sqs:SendMessage", "dead letters", {}, "no"],
  ["the trail", "s3:PutObject", "log files", { "s3:x-amz-acl": "bucket-owner-full-control" }, "yes"],
  ["another trail", "s3:PutObject", "log files", { "s3:x-amz-acl": "bucket-owner-full-control" }, "no"],
  ["an administrator", "s3:GetObject", "log files", {}, "yes"],
  ["an administrator", "s3:DeleteObject", "log files", {}, "no"],
  ["an administrator", "s3:DeleteObjectVersion", "log files", {}, "no"],
  ["an administrator", "kms:Decrypt", "key of log files", {}, "no"],
])("%s: %s on %s with %j: %s", (who, action, on, how, expected) => {
  expect(answer(who, action, on, how)).toBe(expected);
});
