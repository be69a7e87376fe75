import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement as Statement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { AlarmSubscriber } from "@tagform/config";
import { physicalName } from "@tagform/deployment";
import { EncryptionKey, type KeyOwner } from "@tagform/encryption";
import { Construct } from "constructs";

export interface NotificationTopicProps extends KeyOwner {
  /** What the messages are of: `research-dev-web`. Names the key. */
  readonly name: string;
  /** `research-dev-web-alarms` */
  readonly topicName: string;
  /** What mails have as their sender. */
  readonly displayName: string;
  readonly senders: NotificationSenders;
  /** @default - nobody is told */
  readonly subscribers?: readonly AlarmSubscriber[] | undefined;
  /** See {@link EncryptionKey}. */
  readonly deletable?: { readonly reason: string } | undefined;
}

/** Who may send to a topic. */
export interface NotificationSenders {
  /**
   * Names of alarms, `*` allowed: `research-dev-web-*`.
   *
   * @default - no alarm
   */
  readonly alarmNames?: string;
  /**
   * Names of rules of EventBridge, `*` allowed: `tagform-dev-*`.
   *
   * @default - no rule
   */
  readonly ruleNames?: string;
  /**
   * Whether budgets of the account send. AWS sends to a topic of the same account only.
   *
   * @default false
   */
  readonly budgets?: boolean;
  /**
   * ARNs of roles. IAM has to let them, too: `sns:Publish` on the topic, `kms:Decrypt` and `kms:GenerateDataKey` on its key.
   *
   * @default - no role
   */
  readonly roleArns?: readonly string[];
}

/**
 * Define where messages are sent to, encrypted with a key of its own, and who is told.
 *
 *     senders ──► topic ──► subscribers
 */
export class NotificationTopic extends Construct {
  /** Known once its senders may send to it. */
  public readonly topicArn: string;
  /** Of the key that encrypts the messages. */
  public readonly keyArn: string;

  public constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id);
    const { name, region, accountId, partition, senders, subscribers = [], deletable } = props;
    this.keyArn = new EncryptionKey(this, "key", {
      ...{ name, region, accountId, partition, deletable },
      purpose: {
        kind: "notifications",
        alarmNames: senders.alarmNames,
        topicForRules: senders.ruleNames === undefined ? undefined : props.topicName,
        budgets: senders.budgets,
        roleArns: senders.roleArns,
      },
    }).keyArn;
    const topic = new SnsTopic(this, "topic", {
      name: physicalName("snsTopic", props.topicName),
      displayName: props.displayName,
      kmsMasterKeyId: this.keyArn,
      // Signed with SHA-256: version 1 is SHA-1.
      signatureVersion: 2,
    });
    const policy = new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: new DataAwsIamPolicyDocument(this, "senders", { statement: whoSends(topic.arn, props) }).json,
    });
    for (const subscriber of subscribers) this.subscribe(policy.arn, subscriber);
    this.topicArn = policy.arn;
  }

  /** Subscriptions are known by whom they tell, so that their order in the data does not matter. */
  private subscribe(topicArn: string, { protocol, endpoint }: AlarmSubscriber): void {
    const id = `${protocol}-${endpoint}`.replace(/[^A-Za-z0-9]+/g, "-");
    new SnsTopicSubscription(this, id, { topicArn, protocol, endpoint });
  }
}

/** What the policy does not say is left to IAM: roles of the account send if their own policy lets them. */
function whoSends(topicArn: string, { senders, ...owner }: NotificationTopicProps): Statement[] {
  const { alarmNames, ruleNames, budgets = false } = senders;
  return [
    ...(alarmNames === undefined ? [] : [alarmsSend(topicArn, alarmNames, owner)]),
    ...(ruleNames === undefined ? [] : [rulesSend(topicArn, ruleNames, owner)]),
    ...(budgets ? [budgetsSend(topicArn, owner)] : []),
    {
      sid: "OnlyOverTls",
      effect: "Deny",
      principals: [{ type: "*", identifiers: ["*"] }],
      actions: ["sns:Publish"],
      resources: [topicArn],
      condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    },
  ];
}

const alarmsSend = (
  topicArn: string,
  names: string,
  { region, accountId, partition }: KeyOwner,
): Statement => ({
  sid: "AlarmsSend",
  principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
  actions: ["sns:Publish"],
  resources: [topicArn],
  condition: [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
    {
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: [`arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${names}`],
    },
  ],
});

/** The ARN of a rule has its account; AWS documents no other condition for rules. */
const rulesSend = (
  topicArn: string,
  names: string,
  { region, accountId, partition }: KeyOwner,
): Statement => ({
  sid: "RulesSend",
  principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
  actions: ["sns:Publish"],
  resources: [topicArn],
  condition: [
    {
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: [`arn:${partition}:events:${region}:${accountId}:rule/${names}`],
    },
  ],
});

/** https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html */
const budgetsSend = (topicArn: string, { accountId, partition }: KeyOwner): Statement => ({
  sid: "BudgetsSend",
  principals: [{ type: "Service", identifiers: ["budgets.amazonaws.com"] }],
  actions: ["sns:Publish"],
  resources: [topicArn],
  condition: [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
    { test: "ArnLike", variable: "aws:SourceArn", values: [`arn:${partition}:budgets::${accountId}:*`] },
  ],
});
