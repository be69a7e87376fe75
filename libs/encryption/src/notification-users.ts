import type { DataAwsIamPolicyDocumentStatement as Statement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

import { account, equal, isOneOf, like, service, THIS_KEY } from "./key-parts";
import type { KeyOwner, KeyPurpose } from "./key-purpose";

const SEND = ["kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"];

/** Who sends to a topic uses its key; SNS itself decrypts what it delivers. */
export function notificationUsers(
  {
    alarmNames,
    topicForRules,
    budgets = false,
    roleArns = [],
  }: Extract<KeyPurpose, { kind: "notifications" }>,
  owner: KeyOwner,
): Statement[] {
  return [
    ...(alarmNames === undefined ? [] : [usedByAlarms(alarmNames, owner)]),
    ...(topicForRules === undefined ? [] : [usedByRules(topicForRules, owner)]),
    ...(budgets ? [usedByBudgets(owner)] : []),
    ...(roleArns.length === 0 ? [] : [usedThroughSns(roleArns, owner)]),
  ];
}

const usedByAlarms = (alarmNames: string, { region, accountId, partition }: KeyOwner): Statement => ({
  sid: "UsedByAlarms",
  principals: service("cloudwatch.amazonaws.com"),
  actions: SEND,
  resources: THIS_KEY,
  condition: [
    equal("aws:SourceAccount", accountId),
    like("aws:SourceArn", `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${alarmNames}`),
  ],
});

/**
 * EventBridge does not tell KMS which rule it works for: with `aws:SourceArn` or `aws:SourceAccount` nothing would be sent.
 * The topic's policy asks for the rule, the key's for the topic.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const usedByRules = (topic: string, { region, accountId, partition }: KeyOwner): Statement => ({
  sid: "UsedByRules",
  principals: service("events.amazonaws.com"),
  actions: SEND,
  resources: THIS_KEY,
  condition: [
    equal("kms:EncryptionContext:aws:sns:topicArn", `arn:${partition}:sns:${region}:${accountId}:${topic}`),
  ],
});

/** https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html */
const usedByBudgets = ({ accountId, partition }: KeyOwner): Statement => ({
  sid: "UsedByBudgets",
  principals: service("budgets.amazonaws.com"),
  actions: SEND,
  resources: THIS_KEY,
  condition: [
    equal("aws:SourceAccount", accountId),
    like("aws:SourceArn", `arn:${partition}:budgets::${accountId}:*`),
  ],
});

const usedThroughSns = (roleArns: readonly string[], owner: KeyOwner): Statement => ({
  sid: "UsedThroughSns",
  principals: account(owner),
  actions: SEND,
  resources: THIS_KEY,
  condition: [equal("kms:ViaService", `sns.${owner.region}.amazonaws.com`), isOneOf(roleArns)],
});
