import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { AlarmSubscriber } from "@tagform/config";
import { physicalName } from "@tagform/deployment";
import { EncryptionKey, type KeyOwner } from "@tagform/encryption";
import { Construct } from "constructs";

export interface AlarmTopicProps extends KeyOwner {
  /** What the alarms are of: `research-dev-web`. Alarms that send to the topic have names that begin with it. */
  readonly name: string;
  /** @default - nobody is told: the alarms are seen on the dashboard and in the console */
  readonly subscribers?: readonly AlarmSubscriber[] | undefined;
  /** See {@link EncryptionKey}. */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define where alarms are sent to, encrypted, and who is told.
 *
 *     alarm <name>-... ──► topic ──► subscribers
 */
export class AlarmTopic extends Construct {
  /** Known once alarms may send to it. */
  public readonly topicArn: string;

  public constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const { name, region, accountId, partition, subscribers = [], deletable } = props;
    const key = new EncryptionKey(this, "key", {
      ...{ name, region, accountId, partition, deletable },
      purpose: { kind: "notifications", alarmNames: `${name}-*` },
    });
    const topic = new SnsTopic(this, "topic", {
      name: physicalName("snsTopic", name, "alarms"),
      displayName: `Alarms of ${name}`,
      kmsMasterKeyId: key.keyArn,
      // Signed with SHA-256: version 1 is SHA-1.
      signatureVersion: 2,
    });
    const policy = new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: this.createSenders(topic.arn, props),
    });
    for (const subscriber of subscribers) this.subscribe(policy.arn, subscriber);
    this.topicArn = policy.arn;
  }

  private createSenders(topicArn: string, { name, region, accountId, partition }: AlarmTopicProps): string {
    const alarms = `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}-*`;
    return new DataAwsIamPolicyDocument(this, "senders", {
      statement: [
        {
          sid: "AlarmsSend",
          principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
          actions: ["sns:Publish"],
          resources: [topicArn],
          condition: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
            { test: "ArnLike", variable: "aws:SourceArn", values: [alarms] },
          ],
        },
        {
          sid: "OnlyOverTls",
          effect: "Deny",
          principals: [{ type: "*", identifiers: ["*"] }],
          actions: ["sns:Publish"],
          resources: [topicArn],
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        },
      ],
    }).json;
  }

  /** Subscriptions are known by whom they tell, so that their order in the data does not matter. */
  private subscribe(topicArn: string, { protocol, endpoint }: AlarmSubscriber): void {
    const id = `${protocol}-${endpoint}`.replace(/[^A-Za-z0-9]+/g, "-");
    new SnsTopicSubscription(this, id, { topicArn, protocol, endpoint });
  }
}
