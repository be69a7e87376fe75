import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { S3Client } from "@aws-sdk/client-s3";
import { type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { awsClientSettings } from "../aws-client";
import { type Cloud } from "../cloud";
import { storageClient } from "../record/record-storage";
import { LOCK_PLACES, type LockHalf, type LockPlace, parseLockText } from "./lock-half";

/** No lock can be where nothing is kept. */
const NOTHING_THERE = new Set(["NoSuchKey", "NoSuchBucket", "ResourceNotFoundException"]);
/** Somebody else has replaced or removed it. */
const CHANGED = new Set(["NoSuchKey", "PreconditionFailed", "ConditionalCheckFailedException"]);

/**
 * Both places of locks, and the digests of states, in the buckets and tables of one Region.
 *
 * Every method throws UserError for what AWS refuses; where nothing is kept yet, nothing is locked.
 */
export class LockStore {
  private constructor(
    private readonly s3: S3Client,
    private readonly dynamodb: DynamoDBClient,
  ) {}

  public static async open(cloud: Cloud, state: StateLocation): Promise<LockStore> {
    const { DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
    const dynamodb = new DynamoDBClient(awsClientSettings(cloud, state.region, "DYNAMODB"));
    return new LockStore(await storageClient(cloud, state), dynamodb);
  }

  public close(): void {
    this.s3.destroy();
    this.dynamodb.destroy();
  }

  /** What there is of a lock, in these places. */
  public async halves(state: StateLocation, places: readonly LockPlace[] = LOCK_PLACES): Promise<LockHalf[]> {
    const reading = places.map((place) => (place === "s3" ? this.readObject(state) : this.readItem(state)));
    const found = await named(`the lock of ${whereOf(state)} cannot be read`, Promise.all(reading));
    return found.filter((half) => half !== undefined);
  }

  /**
   * Put other text into a half, if it is still what was read.
   *
   * @returns false if it is not
   */
  public async replace(state: StateLocation, half: LockHalf, text: string): Promise<boolean> {
    const replacing =
      half.place === "s3" ? this.replaceObject(state, half, text) : this.replaceItem(state, half, text);
    return named(`the lock of ${whereOf(state)} cannot be written`, unlessChanged(replacing));
  }

  /**
   * Remove a half, if it is still what was read.
   *
   * @returns false if it is not
   */
  public async remove(state: StateLocation, half: LockHalf): Promise<boolean> {
    const removing = half.place === "s3" ? this.removeObject(state, half) : this.removeItem(state, half);
    return named(
      `the lock of ${whereOf(state)} cannot be removed from ${half.place}`,
      unlessChanged(removing),
    );
  }

  /** The digest that the table says a state has, as hexadecimal MD5; undefined if it says none. */
  public async digest(state: StateLocation): Promise<string | undefined> {
    const reading = this.attribute(state, digestId(state), "Digest");
    return named(`the digest of ${whereOf(state)} cannot be read`, reading);
  }

  /** @returns false if the digest is not `known` any more */
  public async replaceDigest(
    state: StateLocation,
    known: string | undefined,
    digest: string,
  ): Promise<boolean> {
    const { PutItemCommand } = await import("@aws-sdk/client-dynamodb");
    const condition =
      known === undefined
        ? { ConditionExpression: "attribute_not_exists(LockID)" }
        : {
            ConditionExpression: "Digest = :known",
            ExpressionAttributeValues: { ":known": { S: known } },
          };
    const Item = { LockID: { S: digestId(state) }, Digest: { S: digest } };
    const put = new PutItemCommand({ TableName: state.lockTable, Item, ...condition });
    const replacing = unlessChanged(this.dynamodb.send(put));
    return named(`the digest of ${whereOf(state)} cannot be written`, replacing);
  }

  /** The bytes of a state; undefined if there is none. */
  public async state(state: StateLocation): Promise<Uint8Array | undefined> {
    const reading = this.read(state.bucket, state.key);
    return (await named(`the state ${whereOf(state)} cannot be read`, reading))?.bytes;
  }

  private async readObject({ bucket, key }: StateLocation): Promise<LockHalf | undefined> {
    const found = await this.read(bucket, lockKey(key));
    if (found === undefined) return undefined;
    const text = Buffer.from(found.bytes).toString("utf8");
    return { place: "s3", lock: parseLockText(text), text, token: found.etag };
  }

  private async readItem(state: StateLocation): Promise<LockHalf | undefined> {
    const text = await this.attribute(state, itemId(state), "Info");
    return text === undefined
      ? undefined
      : { place: "dynamodb", lock: parseLockText(text), text, token: text };
  }

  private async read(Bucket: string, Key: string): Promise<{ bytes: Uint8Array; etag: string } | undefined> {
    const { GetObjectCommand } = await import("@aws-sdk/client-s3");
    try {
      const { Body, ETag = "" } = await this.s3.send(new GetObjectCommand({ Bucket, Key }));
      return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: ETag };
    } catch (cause) {
      if (isNamed(cause, NOTHING_THERE)) return undefined;
      throw cause;
    }
  }

  private async attribute(
    { lockTable: TableName }: StateLocation,
    LockID: string,
    name: string,
  ): Promise<string | undefined> {
    const { GetItemCommand } = await import("@aws-sdk/client-dynamodb");
    const Key = { LockID: { S: LockID } };
    try {
      const { Item } = await this.dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return Item?.[name]?.S;
    } catch (cause) {
      if (isNamed(cause, NOTHING_THERE)) return undefined;
      throw cause;
    }
  }

  private async replaceObject(
    { bucket: Bucket, key }: StateLocation,
    { token: IfMatch }: LockHalf,
    Body: string,
  ): Promise<void> {
    const { PutObjectCommand } = await import("@aws-sdk/client-s3");
    const ContentType = "application/json";
    await this.s3.send(new PutObjectCommand({ Bucket, Key: lockKey(key), Body, IfMatch, ContentType }));
  }

  private async replaceItem(state: StateLocation, half: LockHalf, text: string): Promise<void> {
    const { PutItemCommand } = await import("@aws-sdk/client-dynamodb");
    const Item = { LockID: { S: itemId(state) }, Info: { S: text } };
    await this.dynamodb.send(new PutItemCommand({ TableName: state.lockTable, Item, ...isStill(half) }));
  }

  private async removeObject(
    { bucket: Bucket, key }: StateLocation,
    { token: IfMatch }: LockHalf,
  ): Promise<void> {
    const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
    await this.s3.send(new DeleteObjectCommand({ Bucket, Key: lockKey(key), IfMatch }));
  }

  private async removeItem(state: StateLocation, half: LockHalf): Promise<void> {
    const { DeleteItemCommand } = await import("@aws-sdk/client-dynamodb");
    const Key = { LockID: { S: itemId(state) } };
    await this.dynamodb.send(new DeleteItemCommand({ TableName: state.lockTable, Key, ...isStill(half) }));
  }
}

const whereOf = ({ bucket, key }: StateLocation): string => `s3://${bucket}/${key}`;
const lockKey = (key: string): string => `${key}.tflock`;
const itemId = ({ bucket, key }: StateLocation): string => `${bucket}/${key}`;
const digestId = (state: StateLocation): string => `${itemId(state)}-md5`;

const isStill = ({ token }: LockHalf) => ({
  ConditionExpression: "Info = :info",
  ExpressionAttributeValues: { ":info": { S: token } },
});

async function unlessChanged(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (cause) {
    if (isNamed(cause, CHANGED)) return false;
    throw cause;
  }
}

/** What AWS refuses is for the reader to mend, and says which state it is about. */
async function named<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new UserError(`${what}: ${reason}`, { cause });
  }
}

function isNamed(cause: unknown, names: ReadonlySet<string>): boolean {
  return cause instanceof Error && names.has(cause.name);
}
