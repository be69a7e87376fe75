import type { S3Client } from "@aws-sdk/client-s3";
import { formatCell } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { type SourceManifest } from "../source/source-manifest";
import { storageClient } from "./record-storage";

/** What a failed apply left, because a failed action of CodePipeline hands nothing over. */
export interface ExecutionEvidence {
  /** Where it lies, `s3://bucket/key`, oldest first. */
  readonly locations: readonly string[];
  /** Text of the newest `apply.json`; absent if there is none. */
  readonly apply?: string;
  /** Text of the newest `approval.json`; absent if there is none. */
  readonly approval?: string;
}

export interface EvidenceRequest {
  readonly cloud: Cloud;
  readonly region: string;
  /** The bucket of sealed plans. */
  readonly bucket: string;
  readonly manifest: Pick<SourceManifest, "cell" | "tagObject">;
  /** Id of the execution. */
  readonly execution: string;
}

/** Read what an execution left below `failed/<cell>/<tag object>/<execution>/`, each attempt of its apply. */
export async function executionEvidence(request: EvidenceRequest): Promise<ExecutionEvidence> {
  const { cloud, region, bucket, manifest, execution } = request;
  const client = await storageClient(cloud, { region });
  const folder = `failed/${formatCell(manifest.cell)}/${manifest.tagObject}/${execution}/`;
  try {
    const keys = await oldestFirst(client, bucket, folder);
    const newest = async (name: string): Promise<string | undefined> => {
      const key = keys.findLast((one) => one.endsWith(`/${name}`));
      return key === undefined ? undefined : textOf(client, bucket, key);
    };
    const [apply, approval] = [await newest("apply.json"), await newest("approval.json")];
    return {
      locations: keys.map((key) => `s3://${bucket}/${key}`),
      ...(apply === undefined ? {} : { apply }),
      ...(approval === undefined ? {} : { approval }),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new UserError(`what a failed apply left in s3://${bucket}/${folder} could not be read: ${reason}`, {
      cause,
    });
  } finally {
    client.destroy();
  }
}

async function oldestFirst(client: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
  const found: { readonly key: string; readonly at: number }[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    for (const { Key, LastModified } of Contents) {
      if (Key !== undefined) found.push({ key: Key, at: LastModified?.getTime() ?? 0 });
    }
  }
  return found.sort((one, other) => one.at - other.at).map(({ key }) => key);
}

async function textOf(client: S3Client, Bucket: string, Key: string): Promise<string> {
  const { GetObjectCommand } = await import("@aws-sdk/client-s3");
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? "";
}
