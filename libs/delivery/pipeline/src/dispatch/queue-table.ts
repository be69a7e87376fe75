import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { QUEUE_KEYS } from "@tagform/delivery-queue";
import { queueTableName } from "@tagform/deployment";
import { EncryptionKey } from "@tagform/encryption";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";

export interface QueueTableProps {
  readonly place: DeliveryPlace;
  /**
   * Let Terraform delete the table, for the reason given: then every tag would be new again.
   *
   * @default - nothing can delete it
   */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define the table of an environment's deliveries, as `@tagform/delivery-queue` uses it. Each tag stays in it for ever, so
 * that none is delivered twice. Its stream tells of each change.
 */
export class QueueTable extends Construct {
  public readonly tableArn: string;
  public readonly streamArn: string;
  /** Of the table's own key. */
  public readonly keyArn: string;

  public constructor(scope: Construct, id: string, { place, deletable }: QueueTableProps) {
    super(scope, id);
    const name = queueTableName(place.environment);
    const key = new EncryptionKey(this, "key", {
      ...{ name, deletable, preventDestroy: true },
      ...{ region: place.region, accountId: place.accountId, partition: place.partition },
      purpose: { kind: "table", tableName: name },
    });
    const { partition, sort, index, indexPartition, indexSort } = QUEUE_KEYS;
    const table = new DynamodbTable(this, "table", {
      name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: partition,
      rangeKey: sort,
      attribute: [partition, sort, indexPartition, indexSort].map((attribute) => ({
        name: attribute,
        type: "S",
      })),
      globalSecondaryIndex: [
        { name: index, hashKey: indexPartition, rangeKey: indexSort, projectionType: "ALL" },
      ],
      streamEnabled: true,
      streamViewType: "NEW_IMAGE",
      serverSideEncryption: { enabled: true, kmsKeyArn: key.keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: deletable === undefined,
      lifecycle: { preventDestroy: deletable === undefined },
    });
    this.tableArn = table.arn;
    this.streamArn = table.streamArn;
    this.keyArn = key.keyArn;
  }
}
