import type { S3Client } from "@aws-sdk/client-s3";
import { type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { awsClientSettings } from "../aws-client";
import { type Cloud } from "../cloud";

export interface PutRecordRequest {
  readonly cloud: Cloud;
  readonly state: StateLocation;
  readonly key: string;
  readonly body: string;
}

/**
 * Write an object into the state bucket, once: one that exists is never replaced.
 *
 * @throws UserError if the key is taken
 */
export async function putRecord({ cloud, state, key, body }: PutRecordRequest): Promise<void> {
  // Loaded here, because only a run that ends needs it.
  const { PutObjectCommand, S3ServiceException } = await import("@aws-sdk/client-s3");
  const client = await storageClient(cloud, state);
  try {
    const Bucket = state.bucket;
    const put = { Bucket, Key: key, Body: body, ContentType: "application/json", IfNoneMatch: "*" };
    await client.send(new PutObjectCommand(put));
  } catch (cause) {
    if (cause instanceof S3ServiceException && cause.$metadata.httpStatusCode === 412) {
      throw new UserError(`s3://${state.bucket}/${key} exists already, and a record is never replaced`, {
        cause,
      });
    }
    throw cause;
  } finally {
    client.destroy();
  }
}

/** A client for the buckets of a Region: of an embedded AWS with its own credentials, of the real one with the ambient. */
export async function storageClient(
  cloud: Cloud,
  { region }: { readonly region: string },
): Promise<S3Client> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  return new S3Client({
    ...awsClientSettings(cloud, region, "S3"),
    forcePathStyle: cloud.kind === "embedded",
  });
}
