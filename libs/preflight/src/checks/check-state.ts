import type { StateLocation } from "@tagform/deployment";
import { awsClientSettings, storageClient } from "@tagform/steps";

import {
  type CheckFinding,
  fails,
  passes,
  type PreflightCheck,
  type PreflightSubject,
  unknown,
} from "./preflight-check";

/** No object has this: an ETag of Amazon S3 is a digest, and none has this form. */
const NOBODYS_ETAG = '"tagform-preflight-writes-nothing"';

/** True of no item, whether it exists or not. */
const NEVER = "attribute_exists(LockID) AND attribute_not_exists(LockID)";

/**
 * Whether the state can be read, and locks be taken, where the setting says.
 *
 * A lock is asked for by a write whose condition cannot hold: AWS first asks whether the caller may write, then whether the
 * condition holds. So it learns about the right and leaves nothing, not even for a moment, which a lock file written and
 * removed would: another run would meet it, or one that dies in between would leave it.
 * Whether a lock file can be removed is not asked: were the condition ignored, it would remove another run's lock.
 */
export const STATE: PreflightCheck = {
  name: "state",
  async run(subject) {
    const { state, locks } = subject;
    const all = await Promise.all([
      asked(
        () => readState(subject),
        `the state s3://${state.bucket}/${state.key} can be read`,
        "s3:GetObject, s3:ListBucket",
        state,
      ),
      ...(locks.includes("s3")
        ? [
            asked(
              () => writeLockFile(subject),
              `the lock file ${state.key}.tflock can be written`,
              "s3:GetObject, s3:PutObject on it",
              state,
            ),
          ]
        : []),
      ...(locks.includes("dynamodb")
        ? [
            asked(
              () => writeItem(subject, "Put"),
              `locks can be taken in table ${state.lockTable}`,
              "dynamodb:PutItem",
              state,
            ),
            asked(
              () => writeItem(subject, "Delete"),
              `locks can be given back in table ${state.lockTable}`,
              "dynamodb:DeleteItem",
              state,
            ),
          ]
        : []),
    ]);
    return all;
  },
};

/** Errors that say: allowed, and nothing done. */
const NOTHING_DONE = new Set([
  "NoSuchKey",
  "NotFound",
  "PreconditionFailed",
  "ConditionalCheckFailedException",
]);
const MISSING = new Set(["NoSuchBucket", "ResourceNotFoundException"]);

async function asked(
  ask: () => Promise<unknown>,
  what: string,
  rights: string,
  state: StateLocation,
): Promise<CheckFinding> {
  try {
    await ask();
    return passes(what);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const { name, message } = cause;
    if (NOTHING_DONE.has(name)) return passes(what);
    if (MISSING.has(name)) {
      return fails(
        `not so: ${what}: ${name} in ${state.region}`,
        "the environment has no place for states yet: tagform bootstrap makes it",
      );
    }
    if (/AccessDenied|Forbidden|403/.test(name)) {
      return fails(
        `not so: ${what}: ${name}: ${message}`,
        `${rights} must be allowed to this caller: libs/delivery/roles makes the steps' roles`,
      );
    }
    return unknown(
      `it is not known whether ${what}: ${name}: ${message}`,
      "try again; look at credentials and network",
    );
  }
}

async function readState({
  cloud,
  state: { bucket: Bucket, key: Key, ...state },
}: PreflightSubject): Promise<void> {
  const { HeadBucketCommand, GetObjectCommand } = await import("@aws-sdk/client-s3");
  const client = await storageClient(cloud, state);
  try {
    await client.send(new HeadBucketCommand({ Bucket })).catch((cause: unknown) => {
      throw isMissing(cause) ? Object.assign(new Error("no such bucket"), { name: "NoSuchBucket" }) : cause;
    });
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=0-0" }));
    await Body?.transformToByteArray();
  } finally {
    client.destroy();
  }
}

const isMissing = (cause: unknown): boolean => cause instanceof Error && cause.name === "NotFound";

async function writeLockFile({
  cloud,
  state: { bucket: Bucket, key, ...state },
}: PreflightSubject): Promise<void> {
  const { PutObjectCommand } = await import("@aws-sdk/client-s3");
  const client = await storageClient(cloud, state);
  try {
    const Key = `${key}.tflock`;
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "never written", IfMatch: NOBODYS_ETAG }));
  } finally {
    client.destroy();
  }
}

async function writeItem({ cloud, state }: PreflightSubject, how: "Put" | "Delete"): Promise<void> {
  const { DeleteItemCommand, DynamoDBClient, PutItemCommand } = await import("@aws-sdk/client-dynamodb");
  const client = new DynamoDBClient(awsClientSettings(cloud, state.region, "DYNAMODB"));
  const item = { LockID: { S: `${state.bucket}/${state.key}` } };
  const common = { TableName: state.lockTable, ConditionExpression: NEVER };
  try {
    await (how === "Put"
      ? client.send(new PutItemCommand({ ...common, Item: item }))
      : client.send(new DeleteItemCommand({ ...common, Key: item })));
  } finally {
    client.destroy();
  }
}
