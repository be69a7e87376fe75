import { type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type AwsAnswer, callEmbeddedAws } from "./aws-call";

/** The Region whose buckets are made without naming it. */
const UNNAMED_REGION = "us-east-1";

/**
 * Make the versioned bucket and the lock table that terraform's S3 backend expects at `location`.
 * What exists already stays as it is, so that a second tag finds the state of the first.
 *
 * @throws RefusedError if `endpoint` is not loopback, UserError if the embedded AWS refuses
 */
export async function createStateBackend(endpoint: string, location: StateLocation): Promise<void> {
  await createBucket(endpoint, location);
  await createLockTable(endpoint, location);
}

async function createBucket(endpoint: string, { bucket, region }: StateLocation): Promise<void> {
  const call = { service: "s3", region, method: "PUT" } as const;
  const place =
    region === UNNAMED_REGION
      ? ""
      : `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  const created = await callEmbeddedAws(endpoint, { ...call, path: `/${bucket}`, body: place });
  assertDone(created, "BucketAlreadyOwnedByYou", `create the state bucket ${bucket} in ${region}`);
  const versioned = await callEmbeddedAws(endpoint, {
    ...call,
    path: `/${bucket}?versioning=`,
    body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
  });
  assertDone(versioned, undefined, `switch on versioning of the state bucket ${bucket}`);
}

async function createLockTable(endpoint: string, { lockTable, region }: StateLocation): Promise<void> {
  const created = await callEmbeddedAws(endpoint, {
    service: "dynamodb",
    region,
    method: "POST",
    path: "/",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.CreateTable",
    },
    body: JSON.stringify({
      TableName: lockTable,
      AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  });
  assertDone(created, "ResourceInUseException", `create the lock table ${lockTable} in ${region}`);
}

function assertDone({ status, body }: AwsAnswer, accepted: string | undefined, what: string): void {
  if (status >= 200 && status < 300) return;
  if (accepted !== undefined && body.includes(accepted)) return;
  throw new UserError(`embedded AWS did not ${what}: answer ${status}, ${body.trim().slice(0, 500)}`);
}
