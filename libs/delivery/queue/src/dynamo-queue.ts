import { setTimeout as wait } from "node:timers/promises";

import type * as Sdk from "@aws-sdk/client-dynamodb";

import {
  type DeliveryItem,
  type DeliveryState,
  isOpen,
  type NewDelivery,
  type RefusedDelivery,
} from "./delivery-item";
import type { DispatchQueue, EndedExecution, Enqueued } from "./delivery-queue";
import { attributesOf, fromAttributes, toAttributes } from "./item-attributes";
import {
  byTime,
  byVersion,
  HIGHEST_KEY,
  isDeliveryKey,
  keyOf,
  OPEN,
  QUEUE_KEYS,
  RUNNING_KEY,
  versionOrder,
} from "./queue-table";

export interface QueueConnection {
  readonly tableName: string;
  readonly region: string;
  /**
   * `AWS_ENDPOINT_URL` and credentials of an embedded AWS.
   *
   * @default - the real AWS, with the credentials of whoever runs this
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Connects to the queue table of an environment. */
export async function queueIn({
  tableName,
  region,
  environment = {},
}: QueueConnection): Promise<DynamoQueue> {
  // Loaded here, because most commands never need it.
  const sdk = await import("@aws-sdk/client-dynamodb");
  const endpoint = environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? environment["AWS_ENDPOINT_URL"];
  const accessKeyId = environment["AWS_ACCESS_KEY_ID"];
  const secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"];
  const sessionToken = environment["AWS_SESSION_TOKEN"];
  const client = new sdk.DynamoDBClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : {
          credentials: {
            accessKeyId,
            secretAccessKey,
            ...(sessionToken === undefined ? {} : { sessionToken }),
          },
        }),
  });
  return new DynamoQueue(sdk, client, tableName, () => new Date());
}

/** Another transaction on the same cell was under way: tries, and the longest wait before the second, in ms. */
const TRIES = 6;
const FIRST_WAIT_MS = 50;

type TransactItem = Sdk.TransactWriteItem;
type Reasons = readonly Sdk.CancellationReason[];

/** The queue table. Its items stay for ever: that a tag runs once is a condition of each write. */
export class DynamoQueue implements DispatchQueue {
  public constructor(
    private readonly sdk: typeof Sdk,
    private readonly client: Sdk.DynamoDBClient,
    private readonly tableName: string,
    private readonly now: () => Date,
  ) {}

  /** Ends its connections: without it a program would wait for them. */
  public close(): void {
    this.client.destroy();
  }

  public async enqueue(delivery: NewDelivery): Promise<Enqueued> {
    const { cell, version } = keyOf(delivery.tag);
    const item = { ...delivery, cell, version, state: "waiting", queuedAt: this.time() } as const;
    const failed = await this.transact([this.putNew(item), this.raiseHighest(cell, version)]);
    if (failed === undefined) return { outcome: "queued" };
    const [known, late] = failed;
    if (known?.Item !== undefined) {
      const found = fromAttributes(known.Item);
      return { outcome: found.tagObject === delivery.tagObject ? "known" : "moved", item: found };
    }
    return { outcome: "late", highest: late?.Item?.["highest"]?.S ?? "unknown" };
  }

  public async refuse({ tag, tagObject, commit }: RefusedDelivery, reason: string): Promise<boolean> {
    const item = {
      tag,
      tagObject,
      commit,
      ...keyOf(tag),
      state: "refused",
      queuedAt: this.time(),
      reason,
    } as const;
    return (await this.transact([this.putNew(item)])) === undefined;
  }

  public async itemsOf(cell: string): Promise<DeliveryItem[]> {
    const found = await this.query({
      // What was written a moment ago counts: the order within a cell depends on it.
      ConsistentRead: true,
      KeyConditionExpression: "#key = :key",
      ExpressionAttributeNames: { "#key": QUEUE_KEYS.partition },
      ExpressionAttributeValues: { ":key": { S: cell } },
    });
    const deliveries = found.filter(({ version }) => version?.S !== undefined && isDeliveryKey(version.S));
    return deliveries.map(fromAttributes).sort(byVersion);
  }

  public async open(): Promise<DeliveryItem[]> {
    const found = await this.query({
      IndexName: QUEUE_KEYS.index,
      KeyConditionExpression: "#key = :key",
      ExpressionAttributeNames: { "#key": QUEUE_KEYS.indexPartition },
      ExpressionAttributeValues: { ":key": { S: OPEN } },
    });
    return found.map(fromAttributes).sort(byTime);
  }

  public claim(item: DeliveryItem): Promise<boolean> {
    const lock = {
      ...keyAttributes(item.cell, RUNNING_KEY),
      tag: { S: item.tag },
      tagObject: { S: item.tagObject },
    };
    return this.succeeds([
      { Put: { ...this.table, Item: lock, ConditionExpression: "attribute_not_exists(cell)" } },
      this.change(item, "waiting", { state: "running", startedAt: this.time() }),
    ]);
  }

  public started(item: DeliveryItem, executionId: string): Promise<boolean> {
    return this.succeeds([
      this.change(item, "running", { executionId }, "attribute_not_exists(executionId)"),
    ]);
  }

  public recording(item: DeliveryItem, ended: EndedExecution, buildId: string): Promise<boolean> {
    const change = {
      state: "recording",
      endedAt: this.time(),
      recordBuildId: buildId,
      recordBuilds: 1,
    } as const;
    return this.succeeds([this.change(item, "running", { ...ended, ...change })]);
  }

  public recordingAgain(item: DeliveryItem, buildId: string): Promise<boolean> {
    const { recordBuilds = 0, recordBuildId = "" } = item;
    return this.succeeds([
      this.change(
        item,
        "recording",
        { recordBuildId: buildId, recordBuilds: recordBuilds + 1 },
        "recordBuildId = :failed",
        { ":failed": { S: recordBuildId } },
      ),
    ]);
  }

  public release(item: DeliveryItem): Promise<boolean> {
    const key = keyAttributes(item.cell, RUNNING_KEY);
    return this.succeeds([
      {
        Delete: {
          ...this.table,
          Key: key,
          ConditionExpression: "tag = :tag",
          ExpressionAttributeValues: { ":tag": { S: item.tag } },
        },
      },
      this.change(item, "recording", { state: "ended" }),
    ]);
  }

  private get table() {
    return { TableName: this.tableName };
  }

  private time(): string {
    return this.now().toISOString();
  }

  private putNew(item: DeliveryItem): TransactItem {
    return {
      Put: {
        ...this.table,
        Item: toAttributes(item),
        ConditionExpression: "attribute_not_exists(cell)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    };
  }

  private raiseHighest(cell: string, version: string): TransactItem {
    const order = { N: versionOrder(version) };
    return {
      Put: {
        ...this.table,
        Item: { ...keyAttributes(cell, HIGHEST_KEY), highest: { S: version }, versionOrder: order },
        ConditionExpression: "attribute_not_exists(cell) OR versionOrder <= :order",
        ExpressionAttributeValues: { ":order": order },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    };
  }

  /** A change of an item that is in a state, and that the condition holds of. */
  private change(
    { cell, version }: DeliveryItem,
    from: DeliveryState,
    fields: Partial<DeliveryItem>,
    condition?: string,
    values: Record<string, Sdk.AttributeValue> = {},
  ): TransactItem {
    const attributes = Object.entries(attributesOf(fields));
    const closes = fields.state !== undefined && !isOpen({ state: fields.state });
    return {
      Update: {
        ...this.table,
        Key: keyAttributes(cell, version),
        UpdateExpression:
          `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(", ")}` +
          (closes ? ` REMOVE #${QUEUE_KEYS.indexPartition}` : ""),
        ConditionExpression: ["#from = :from", ...(condition === undefined ? [] : [condition])].join(" AND "),
        ExpressionAttributeNames: {
          "#from": "state",
          ...Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
          ...(closes ? { [`#${QUEUE_KEYS.indexPartition}`]: QUEUE_KEYS.indexPartition } : {}),
        },
        ExpressionAttributeValues: {
          ":from": { S: from },
          ...Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
          ...values,
        },
      },
    };
  }

  private async succeeds(items: TransactItem[]): Promise<boolean> {
    return (await this.transact(items)) === undefined;
  }

  /** Write all or nothing; undefined once written, else why each item was not. */
  private async transact(items: TransactItem[]): Promise<Reasons | undefined> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.client.send(new this.sdk.TransactWriteItemsCommand({ TransactItems: items }));
        return undefined;
      } catch (cause) {
        if (!(cause instanceof this.sdk.TransactionCanceledException)) throw cause;
        const reasons = cause.CancellationReasons ?? [];
        const conflicts = reasons.some(({ Code }) => Code === "TransactionConflict");
        if (!conflicts && reasons.some(({ Code }) => Code === "ConditionalCheckFailed")) return reasons;
        if (!conflicts || tries === TRIES) throw cause;
      }
      // Not all at the same moment again.
      await wait(FIRST_WAIT_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2));
    }
  }

  private async query(request: Omit<Sdk.QueryCommandInput, "TableName">) {
    const found: Record<string, Sdk.AttributeValue>[] = [];
    const pages = this.sdk.paginateQuery({ client: this.client }, { ...this.table, ...request });
    for await (const { Items = [] } of pages) found.push(...Items);
    return found;
  }
}

const keyAttributes = (cell: string, sortKey: string): Record<string, Sdk.AttributeValue> => ({
  [QUEUE_KEYS.partition]: { S: cell },
  [QUEUE_KEYS.sort]: { S: sortKey },
});
