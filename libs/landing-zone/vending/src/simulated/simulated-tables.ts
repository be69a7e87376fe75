import type * as Dynamodb from "@aws-sdk/client-dynamodb";
import type { AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";

import { AFT } from "../aws/aft-names";
import { type AwsAccess, clientSettings } from "../aws/aws-access";
import { emailOf, type StoredRequest } from "../aws/request-table";
import { canonical } from "../plan/account-plan";

/** What changed in the table of requests since AFT last looked: what its stream would have said. */
export interface StreamRecord {
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly email: string;
  readonly old: StoredRequest | undefined;
  readonly new: StoredRequest | undefined;
}

type Sdk = typeof Dynamodb;

/** Attributes that AFT adds to a request where it notes it. */
const NOTED = ["timestamp", "ddb_event_name"];

/** AFT's tables in an embedded AWS, with what AFT itself writes there. */
export class SimulatedTables {
  private constructor(
    private readonly client: DynamoDBClient,
    private readonly sdk: Sdk,
  ) {}

  public static async create(access: AwsAccess): Promise<SimulatedTables> {
    const tables = await SimulatedTables.open(access);
    await tables.make(AFT.tables.requests, "id");
    await tables.make(AFT.tables.audit, "id", "timestamp");
    await tables.make(AFT.tables.events, "id", "time");
    await tables.make(AFT.tables.metadata, "id");
    return tables;
  }

  /** Of tables that were created before. */
  public static async open(access: AwsAccess): Promise<SimulatedTables> {
    const sdk = await import("@aws-sdk/client-dynamodb");
    return new SimulatedTables(new sdk.DynamoDBClient(clientSettings(access)), sdk);
  }

  public destroy(): void {
    this.client.destroy();
  }

  /** What changed since it was last noted; notes it. */
  public async changes(): Promise<StreamRecord[]> {
    const [requests, notes] = await Promise.all([this.all(AFT.tables.requests), this.all(AFT.tables.audit)]);
    const noted = new Map<string, StoredRequest>();
    for (const note of notes.toSorted((one, other) => timeOf(one).localeCompare(timeOf(other)))) {
      if (note["ddb_event_name"]?.S === "REMOVE") noted.delete(emailOf(note));
      else noted.set(emailOf(note), withoutNote(note));
    }
    const records: StreamRecord[] = [];
    for (const request of requests) {
      const old = noted.get(emailOf(request));
      if (canonical(old) === canonical(request)) continue;
      const eventName = old === undefined ? "INSERT" : "MODIFY";
      records.push({ eventName, email: emailOf(request), old, new: request });
    }
    const present = new Set(requests.map(emailOf));
    for (const [email, old] of noted) {
      if (!present.has(email)) records.push({ eventName: "REMOVE", email, old, new: undefined });
    }
    for (const record of records) await this.note(record);
    return records;
  }

  public async noteEvent(
    kind: "CreateManagedAccount" | "UpdateManagedAccount",
    account: { readonly accountId?: string; readonly accountName: string },
    failure?: string,
  ): Promise<void> {
    const key = kind === "CreateManagedAccount" ? "createManagedAccountStatus" : "updateManagedAccountStatus";
    const status: Record<string, AttributeValue> = {
      account: {
        M: {
          accountName: { S: account.accountName },
          ...(account.accountId === undefined ? {} : { accountId: { S: account.accountId } }),
        },
      },
      state: { S: failure === undefined ? "SUCCEEDED" : "FAILED" },
      message: { S: failure ?? "AWS Control Tower successfully created a managed account." },
    };
    const detail = { eventName: { S: kind }, serviceEventDetails: { M: { [key]: { M: status } } } };
    const time = new Date().toISOString();
    await this.put(AFT.tables.events, {
      id: { S: `${kind}-${account.accountName}-${time}` },
      time: { S: time },
      source: { S: "aws.controltower" },
      detail: { M: detail },
    });
  }

  public async rememberAccount(accountId: string, request: StoredRequest): Promise<void> {
    const id = { S: accountId };
    if ((await this.all(AFT.tables.metadata)).some((item) => item["id"]?.S === accountId)) return;
    await this.put(AFT.tables.metadata, {
      id,
      email: { S: emailOf(request) },
      account_name: request["control_tower_parameters"]?.M?.["AccountName"] ?? { S: "" },
      account_status: { S: "ACTIVE" },
      type: { S: "account" },
    });
  }

  public async forgetAccount(accountId: string): Promise<void> {
    const Key = { id: { S: accountId } };
    await this.client.send(new this.sdk.DeleteItemCommand({ TableName: AFT.tables.metadata, Key }));
  }

  public async request(email: string): Promise<StoredRequest | undefined> {
    return (await this.all(AFT.tables.requests)).find((one) => emailOf(one) === email);
  }

  private async note({ eventName, old, new: image }: StreamRecord): Promise<void> {
    // Microseconds without a zone, as AFT's function writes them.
    const timestamp = { S: `${new Date().toISOString().slice(0, -1)}000` };
    await this.put(AFT.tables.audit, {
      ...(image ?? old),
      timestamp,
      ddb_event_name: { S: eventName },
    });
  }

  private async all(TableName: string): Promise<StoredRequest[]> {
    const found: StoredRequest[] = [];
    for await (const { Items = [] } of this.sdk.paginateScan({ client: this.client }, { TableName })) {
      found.push(...Items);
    }
    return found;
  }

  private async put(TableName: string, Item: Record<string, AttributeValue>): Promise<void> {
    await this.client.send(new this.sdk.PutItemCommand({ TableName, Item }));
  }

  private async make(TableName: string, hash: string, range?: string): Promise<void> {
    const keys = [hash, ...(range === undefined ? [] : [range])];
    await this.client.send(
      new this.sdk.CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        KeySchema: keys.map((AttributeName, index) => ({
          AttributeName,
          KeyType: index === 0 ? "HASH" : "RANGE",
        })),
      }),
    );
  }
}

const timeOf = (note: StoredRequest): string => note["timestamp"]?.S ?? "";

const withoutNote = (note: StoredRequest): StoredRequest =>
  Object.fromEntries(Object.entries(note).filter(([name]) => !NOTED.includes(name)));
