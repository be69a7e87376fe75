import type { S3Client } from "@aws-sdk/client-s3";
import { UserError } from "@tagform/outcome";

import { type RoleSession } from "../front/role-sessions";

/** An object in a bucket, or one version of it. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** S3 as a role sees it. */
export class ObjectStore {
  public constructor(private readonly session: RoleSession) {}

  /** @throws UserError if it is not there, or not for this role */
  public async get(place: ObjectPlace): Promise<Buffer> {
    const { GetObjectCommand } = await import("@aws-sdk/client-s3");
    const { bucket: Bucket, key: Key, versionId: VersionId } = place;
    return this.ask(`read s3://${Bucket}/${Key}`, async (client) => {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }) }),
      );
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    });
  }

  /** @param keyArn - encrypts the object; undefined: the bucket's own way. @throws UserError if the role may not */
  public async put({ bucket: Bucket, key: Key }: ObjectPlace, Body: Buffer, keyArn?: string): Promise<void> {
    const { PutObjectCommand } = await import("@aws-sdk/client-s3");
    const encryption =
      keyArn === undefined ? {} : { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: keyArn };
    await this.ask(`write s3://${Bucket}/${Key}`, (client) =>
      client.send(new PutObjectCommand({ Bucket, Key, Body, ...encryption })),
    );
  }

  private async ask<Result>(what: string, act: (client: S3Client) => Promise<Result>): Promise<Result> {
    const { S3Client: Client } = await import("@aws-sdk/client-s3");
    const { endpoint, region, credentials } = this.session;
    const client = new Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 2 });
    try {
      return await act(client);
    } catch (cause) {
      throw new UserError(`cannot ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    } finally {
      client.destroy();
    }
  }
}
