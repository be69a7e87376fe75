import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import { acceptThisKey, keyPolicy } from "./key-policy";
import type { KeyOwner, KeyPurpose } from "./key-purpose";

/** Days until a deleted key is gone, and with it everything that it encrypted: the most and the least of AWS. */
export const LONGEST_WAIT = 30;
export const SHORTEST_WAIT = 7;

export interface EncryptionKeyProps extends KeyOwner {
  /** What the key belongs to: `research-dev-web`. Its alias is `alias/research-dev-web-volumes`. */
  readonly name: string;
  readonly purpose: KeyPurpose;
  /**
   * Whether `region` is another Region than the provider's.
   *
   * @default false
   */
  readonly inOtherRegion?: boolean;
  /**
   * Let what the key encrypted be lost a week after its deletion, for the reason given.
   *
   * @default - its deletion can be undone for 30 days
   */
  readonly deletable?: { readonly reason: string } | undefined;
  /**
   * Whether Terraform refuses to delete or replace the key as long as it is not deletable.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/**
 * Define a KMS key for one purpose, which rotates every year and which only the service that it is for can use.
 *
 * Cost: 1 USD a month, and a second one after each of the first two rotations.
 */
export class EncryptionKey extends Construct {
  /** Known once the key has its policy: what uses the key cannot be created before. */
  public readonly keyArn: string;

  public constructor(
    scope: Construct,
    id: string,
    { name, purpose, inOtherRegion = false, deletable, preventDestroy = false, ...owner }: EncryptionKeyProps,
  ) {
    super(scope, id);
    const policy = new DataAwsIamPolicyDocument(this, "policy", { statement: keyPolicy(purpose, owner) });
    acceptThisKey(policy);
    const place = inOtherRegion ? { region: owner.region } : {};
    const key = new KmsKey(this, "key", {
      ...place,
      description: `${name}: ${purpose.kind}`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: deletable === undefined ? LONGEST_WAIT : SHORTEST_WAIT,
      policy: policy.json,
      ...(preventDestroy ? { lifecycle: { preventDestroy: deletable === undefined } } : {}),
    });
    new KmsAlias(this, "alias", {
      ...place,
      name: physicalName("kmsAlias", name, purpose.kind),
      targetKeyId: key.keyId,
    });
    this.keyArn = key.arn;
  }
}
