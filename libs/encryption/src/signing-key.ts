import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import { LONGEST_WAIT, SHORTEST_WAIT } from "./encryption-key";
import { acceptThisKey, signingKeyPolicy } from "./key-policy";
import type { KeyOwner } from "./key-purpose";

export interface SigningKeyProps extends KeyOwner {
  /** What the key belongs to: `tagform-dev`. Its alias is `alias/tagform-dev-seals`. */
  readonly name: string;
  /** ARNs of the roles that sign. */
  readonly signers: readonly string[];
  /** ARNs of the roles that verify. */
  readonly verifiers: readonly string[];
  /**
   * Let the key be gone a week after its deletion, and with it the proof of what it signed, for the reason given.
   *
   * @default - Terraform refuses to delete or replace it
   */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define an asymmetric key on the curve P-256 that signs. KMS never gives the private half away, and does not rotate such
 * keys: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 *
 * Cost: 1 USD a month.
 */
export class SigningKey extends Construct {
  /** Known once the key has its policy. */
  public readonly keyArn: string;

  public constructor(
    scope: Construct,
    id: string,
    { name, signers, verifiers, deletable, ...owner }: SigningKeyProps,
  ) {
    super(scope, id);
    const policy = new DataAwsIamPolicyDocument(this, "policy", {
      statement: signingKeyPolicy({ signers, verifiers }, owner),
    });
    acceptThisKey(policy);
    const key = new KmsKey(this, "key", {
      description: `${name}: seals`,
      customerMasterKeySpec: "ECC_NIST_P256",
      keyUsage: "SIGN_VERIFY",
      deletionWindowInDays: deletable === undefined ? LONGEST_WAIT : SHORTEST_WAIT,
      policy: policy.json,
      lifecycle: { preventDestroy: deletable === undefined },
    });
    new KmsAlias(this, "alias", { name: physicalName("kmsAlias", name, "seals"), targetKeyId: key.keyId });
    this.keyArn = key.arn;
  }
}
