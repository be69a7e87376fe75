import { type StateLocation } from "@tagform/deployment";

import { type StoreDefinitions, type TableDefinition } from "../definition/store-definition";
import { type Owner } from "./owner";

/** The partition key of a lock table of Terraform's S3 backend. */
export const LOCK_TABLE_KEY = "LockID";

/** Makes the buckets, tables and topics of a stack, and the places of states. */
export async function provideStores(
  { buckets, tables, topics }: StoreDefinitions,
  states: readonly StateLocation[],
  owner: Owner,
): Promise<void> {
  const stateBuckets = new Map(states.map(({ bucket, region }) => [bucket, region]));
  const lockTables = new Map(states.map(({ lockTable, region }) => [lockTable, region]));
  await Promise.all([
    ...buckets.map(({ name, isVersioned }) => makeBucket(owner, name, owner.region, isVersioned)),
    ...[...stateBuckets].map(([name, region]) => makeBucket(owner, name, region, true)),
    ...tables.map((table) => makeTable(owner, table, owner.region)),
    ...[...lockTables].map(([name, region]) => makeTable(owner, lockTable(name), region)),
    ...topics.map((arn) => makeTopic(owner, arn)),
  ]);
}

const lockTable = (name: string): TableDefinition => ({
  name,
  hashKey: LOCK_TABLE_KEY,
  rangeKey: undefined,
  attributes: [{ name: LOCK_TABLE_KEY, type: "S" }],
  indexes: [],
});

async function makeBucket(owner: Owner, Bucket: string, region: string, isVersioned: boolean): Promise<void> {
  const { CreateBucketCommand, PutBucketVersioningCommand, S3Client } = await import("@aws-sdk/client-s3");
  const client = new S3Client({ ...owner, region, forcePathStyle: true });
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
    if (!isVersioned) return;
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
  } finally {
    client.destroy();
  }
}

async function makeTable(owner: Owner, table: TableDefinition, region: string): Promise<void> {
  const { CreateTableCommand, DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
  const client = new DynamoDBClient({ ...owner, region });
  const indexes = table.indexes.map(({ name, ...keys }) => ({
    IndexName: name,
    KeySchema: keySchema(keys),
    Projection: { ProjectionType: "ALL" as const },
  }));
  try {
    await client.send(
      new CreateTableCommand({
        TableName: table.name,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: keySchema(table),
        AttributeDefinitions: table.attributes.map(({ name, type }) => ({
          AttributeName: name,
          AttributeType: type as "S" | "N" | "B",
        })),
        ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      }),
    );
  } finally {
    client.destroy();
  }
}

const keySchema = ({ hashKey, rangeKey }: Pick<TableDefinition, "hashKey" | "rangeKey">) => [
  { AttributeName: hashKey, KeyType: "HASH" as const },
  ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" as const }]),
];

async function makeTopic(owner: Owner, arn: string): Promise<void> {
  const { CreateTopicCommand, SNSClient } = await import("@aws-sdk/client-sns");
  const client = new SNSClient(owner);
  try {
    await client.send(new CreateTopicCommand({ Name: arn.slice(arn.lastIndexOf(":") + 1) }));
  } finally {
    client.destroy();
  }
}
