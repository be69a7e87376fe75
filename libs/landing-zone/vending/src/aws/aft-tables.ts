import type * as Dynamodb from "@aws-sdk/client-dynamodb";
import type { AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RefusedError, UserError } from "@tagform/outcome";

import { AFT } from "./aft-names";
import { type AwsAccess, clientSettings, isAwsError } from "./aws-access";
import { type ControlTowerEvent, emailOf, type RequestTables, type StoredRequest } from "./request-table";

type Sdk = typeof Dynamodb;

/** The tables of an AFT that is deployed. */
export class AftTables implements RequestTables {
  private constructor(
    private readonly client: DynamoDBClient,
    private readonly sdk: Sdk,
  ) {}

  /**
   * @param accountId AFT's own account
   * @throws RefusedError if the credentials are of another account, UserError if there is no AFT
   */
  public static async open(access: AwsAccess, accountId: string): Promise<AftTables> {
    const sdk = await import("@aws-sdk/client-dynamodb");
    const tables = new AftTables(new sdk.DynamoDBClient(clientSettings(access)), sdk);
    await tables.assertIsIn(accountId, access.region);
    return tables;
  }

  public destroy(): void {
    this.client.destroy();
  }

  public async requests(): Promise<StoredRequest[]> {
    return this.scan({ TableName: AFT.tables.requests, ConsistentRead: true });
  }

  public async request(email: string): Promise<StoredRequest | undefined> {
    const Key = { id: { S: email } };
    const { Item } = await this.client.send(
      new this.sdk.GetItemCommand({ TableName: AFT.tables.requests, Key, ConsistentRead: true }),
    );
    return Item;
  }

  public put(request: StoredRequest, before: StoredRequest | undefined): Promise<boolean> {
    const put = new this.sdk.PutItemCommand({
      TableName: AFT.tables.requests,
      Item: { ...request },
      ...isStill(before),
    });
    return unlessChanged(this.client.send(put));
  }

  public remove(before: StoredRequest): Promise<boolean> {
    const Key = { id: { S: emailOf(before) } };
    const remove = new this.sdk.DeleteItemCommand({
      TableName: AFT.tables.requests,
      Key,
      ...isStill(before),
    });
    return unlessChanged(this.client.send(remove));
  }

  public async lastWritten(email: string): Promise<string | undefined> {
    const { Items = [] } = await this.client.send(
      new this.sdk.QueryCommand({
        TableName: AFT.tables.audit,
        KeyConditionExpression: "id = :id",
        ExpressionAttributeValues: { ":id": { S: email } },
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const time = Items[0]?.["timestamp"]?.S;
    // AFT writes the time of its function, which is UTC, without saying so.
    return time === undefined ? undefined : isoTime(`${time.slice(0, 23)}Z`);
  }

  public async knows(accountId: string): Promise<boolean> {
    const Key = { id: { S: accountId } };
    const { Item } = await this.client.send(
      new this.sdk.GetItemCommand({ TableName: AFT.tables.metadata, Key, ConsistentRead: true }),
    );
    return Item !== undefined;
  }

  public async events(): Promise<ControlTowerEvent[]> {
    const items = await this.scan({
      TableName: AFT.tables.events,
      FilterExpression: "#detail.#name IN (:created, :updated)",
      ExpressionAttributeNames: { "#detail": "detail", "#name": "eventName" },
      ExpressionAttributeValues: {
        ":created": { S: "CreateManagedAccount" },
        ":updated": { S: "UpdateManagedAccount" },
      },
    });
    return items.map(eventOf).sort((one, other) => other.time.localeCompare(one.time));
  }

  private async scan(
    request: Omit<ConstructorParameters<Sdk["ScanCommand"]>[0], "Segment">,
  ): Promise<StoredRequest[]> {
    const found: StoredRequest[] = [];
    for await (const { Items = [] } of this.sdk.paginateScan({ client: this.client }, request)) {
      found.push(...Items);
    }
    return found;
  }

  private async assertIsIn(accountId: string, region: string): Promise<void> {
    const TableName = AFT.tables.requests;
    try {
      const { Table } = await this.client.send(new this.sdk.DescribeTableCommand({ TableName }));
      const found = Table?.TableArn?.split(":")[4] ?? "";
      if (found === accountId) return;
      throw new RefusedError(
        `these are credentials of account ${found}, AFT is in ${accountId} (accounts.accountFactory of the ` +
          `organization): give --factory-profile`,
      );
    } catch (cause) {
      if (!isAwsError(cause, "ResourceNotFoundException")) throw cause;
      throw new UserError(
        `there is no table ${TableName} in ${region} of these credentials' account: AFT is not deployed there, ` +
          `or they are not of account ${accountId}: give --factory-profile`,
        { cause },
      );
    }
  }
}

/** The condition under which nobody has changed an item since. */
function isStill(before: StoredRequest | undefined) {
  if (before === undefined) return { ConditionExpression: "attribute_not_exists(id)" };
  const attributes = Object.entries(before);
  return {
    ConditionExpression: attributes.map((_, index) => `#a${index} = :a${index}`).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], index) => [`#a${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      attributes.map(([, value], index): [string, AttributeValue] => [`:a${index}`, value]),
    ),
  };
}

async function unlessChanged(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (cause) {
    if (isAwsError(cause, "ConditionalCheckFailedException")) return false;
    throw cause;
  }
}

/** https://docs.aws.amazon.com/controltower/latest/userguide/lifecycle-events.html */
function eventOf(item: StoredRequest): ControlTowerEvent {
  const details = item["detail"]?.M?.["serviceEventDetails"]?.M;
  const status = (details?.["createManagedAccountStatus"] ?? details?.["updateManagedAccountStatus"])?.M;
  const account = status?.["account"]?.M;
  const accountId = account?.["accountId"]?.S;
  const message = status?.["message"]?.S;
  return {
    accountName: account?.["accountName"]?.S ?? "",
    succeeded: status?.["state"]?.S === "SUCCEEDED",
    time: isoTime(item["time"]?.S) ?? "",
    ...(accountId === undefined ? {} : { accountId }),
    ...(message === undefined ? {} : { message }),
  };
}

/** Undefined where the text is no time: AFT checks nothing of what it keeps. */
function isoTime(text: string | undefined): string | undefined {
  const time = new Date(text ?? "");
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
