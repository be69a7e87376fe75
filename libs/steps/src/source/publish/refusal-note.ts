import { createHash } from "node:crypto";

import { storageClient } from "../../record/record-storage";
import { type CommitStore } from "./commit-store";

/** A tag that a build looked at and did not publish. */
export interface Refusal {
  readonly tag: string;
  /** Object that the tag points to. */
  readonly objectId: string;
  readonly reason: string;
}

/**
 * Note beside the commits that a tag was refused for a reason, so that a sweep tells people once and not every hour:
 * `refused/dev_us-east-1/research/1.0/<tag object>-<digest of the reason>.txt`.
 *
 * @returns whether nobody has noted it before
 */
export async function noteRefusal(
  { cloud, bucket, region }: CommitStore,
  { tag, objectId, reason }: Refusal,
): Promise<boolean> {
  // Loaded here, because only publishing needs it.
  const { PutObjectCommand, S3ServiceException } = await import("@aws-sdk/client-s3");
  const digest = createHash("sha256").update(reason).digest("hex").slice(0, 16);
  const Key = `refused/${tag}/${objectId}-${digest}.txt`;
  const client = await storageClient(cloud, { region });
  try {
    await client.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key, Body: `${reason}\n`, IfNoneMatch: "*" },
        ContentType: "text/plain; charset=utf-8",
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return false;
    throw error;
  } finally {
    client.destroy();
  }
}
