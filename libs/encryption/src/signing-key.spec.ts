import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { synthStack } from "@tagform/testing";

import { SigningKey, type SigningKeyProps } from "./signing-key";

const PLAN = "arn:aws:iam::111122223333:role/plan";
const APPLY = "arn:aws:iam::111122223333:role/apply";

const key = (overrides: Partial<SigningKeyProps> = {}) =>
  synthStack(
    (stack) =>
      new SigningKey(stack, "key", {
        ...{ name: "tagform-dev", region: "us-east-1", accountId: "111122223333", partition: "aws" },
        ...{ signers: [PLAN], verifiers: [APPLY] },
        ...overrides,
      }),
  );

test("the key signs with a curve that plan and apply know, and encrypts nothing", () => {
  const synthesized = key();
  expect(synthesized.only(KmsKey)).toMatchObject({
    customer_master_key_spec: "ECC_NIST_P256",
    key_usage: "SIGN_VERIFY",
  });
  expect(synthesized.only(KmsAlias)).toMatchObject({ name: "alias/tagform-dev-seals" });
});

test("who signs cannot be who verifies, and an administrator does neither", () => {
  const statements = key().only(DataAwsIamPolicyDocument)["statement"] as {
    actions: string[];
    condition?: { values: string[] }[];
  }[];
  const rolesThat = (action: string) =>
    statements
      .filter(({ actions }) => actions.includes(action))
      .map(({ condition }) => condition?.map(({ values }) => values));
  expect(rolesThat("kms:Sign")).toEqual([[[PLAN]]]);
  expect(rolesThat("kms:Verify")).toEqual([[[APPLY]]]);
});

test("Terraform deletes the key only for a reason", () => {
  expect(key().only(KmsKey)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(key({ deletable: { reason: "a rehearsal" } }).only(KmsKey)).toMatchObject({
    lifecycle: { prevent_destroy: false },
    deletion_window_in_days: 7,
  });
});
