import { UserError } from "@tagform/outcome";

import { type AwsAccess, clientSettings, isAwsError } from "./aws-access";

/** Where a Terraform state lies. */
export interface StateObject {
  readonly bucket: string;
  readonly key: string;
}

/** How many resources a state has; undefined where there is no state. */
export type CountResources = (state: StateObject) => Promise<number | undefined>;

/** @throws UserError where the bucket may not be read, or what lies there is no state */
export async function stateResources(access: AwsAccess, state: StateObject): Promise<number | undefined> {
  const { S3Client, GetObjectCommand } = await import("@aws-sdk/client-s3");
  const s3 = new S3Client({ ...clientSettings(access), forcePathStyle: access.endpoint !== undefined });
  const where = `s3://${state.bucket}/${state.key}`;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: state.bucket, Key: state.key }));
    const { resources } = JSON.parse((await Body?.transformToString()) ?? "{}") as { resources?: unknown };
    if (!Array.isArray(resources)) throw new UserError(`${where} is no Terraform state`);
    // What Terraform only read it does not destroy.
    return resources.filter((one) => (one as { mode?: unknown }).mode !== "data").length;
  } catch (cause) {
    if (isAwsError(cause, "NoSuchKey", "NoSuchBucket")) return undefined;
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      `${where} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  } finally {
    s3.destroy();
  }
}

/** Where AFT keeps the states of an account's customizations, in its own account, unless HCP Terraform keeps them. */
export function customizationStates(factoryAccountId: string, accountId: string): StateObject[] {
  const bucket = `aft-backend-${factoryAccountId}-primary-region`;
  return ["account", "global"].map((which) => ({
    bucket,
    key: `${accountId}-aft-${which}-customizations/terraform.tfstate`,
  }));
}
