import { COMMIT_OBJECT, type Region } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type Cloud } from "../../cloud";
import { storageClient } from "../../record/record-storage";
import { type SourceManifest } from "../source-manifest";

/** The versioned bucket that an environment's pipeline takes tagged commits from. */
export interface CommitStore {
  readonly cloud: Cloud;
  readonly bucket: string;
  readonly region: Region;
}

/**
 * Store the zip of a run directory as a new version of the bucket's one object.
 *
 * @returns the id of that version, to which an execution is pinned
 * @throws UserError if the bucket keeps no versions
 */
export async function putCommit(
  { cloud, bucket, region }: CommitStore,
  zip: Buffer,
  { tag, tagObject, commit }: SourceManifest,
): Promise<string> {
  // Loaded here, because only publishing needs it.
  const { PutObjectCommand } = await import("@aws-sdk/client-s3");
  const client = await storageClient(cloud, { region });
  try {
    const { VersionId } = await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: COMMIT_OBJECT,
        Body: zip,
        ContentType: "application/zip",
        // For whoever looks at the bucket: its objects have all the same name.
        Metadata: { tag, "tag-object": tagObject, commit },
      }),
    );
    if (VersionId !== undefined) return VersionId;
    throw new UserError(
      `bucket ${bucket} keeps no versions, so that no execution could be pinned to a commit: ` +
        "deploy the delivery of the environment, which versions it",
    );
  } finally {
    client.destroy();
  }
}
