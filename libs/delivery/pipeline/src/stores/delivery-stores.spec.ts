import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { type PolicyDocument, synthesizedPolicy } from "@tagform/policy-evaluator";
import { type ElementArguments, synthStack } from "@tagform/testing";

import { DeliveryStores, type DeliveryStoresProps } from "./delivery-stores";

const place = {
  environment: "dev",
  region: "us-east-1",
  accountId: "999999999999",
  partition: "aws",
} as const;
const stores = (overrides: Partial<DeliveryStoresProps> = {}) =>
  synthStack(
    (stack) =>
      new DeliveryStores(stack, "stores", {
        place,
        tfBackendConfigPrefix: "acme",
        commitRetentionDays: 60,
        logRetentionDays: 400,
        breakGlassRoles: [],
        ...overrides,
      }),
  );

const role = (name: string) => `arn:aws:iam::999999999999:role/${name}`;
const step = (name: string) => role(`tagform/tagform-dev-${name}`);

/** Rules of a bucket's lifecycle by their ids. */
function lifecycleOf(store: string): Record<string, ElementArguments> {
  const name = `\${aws_s3_bucket.stores_${store}_bucket_`;
  const found = stores()
    .all(S3BucketLifecycleConfiguration)
    .find(({ bucket }) => String(bucket).startsWith(name));
  const rules = (found?.["rule"] ?? []) as (ElementArguments & { id: string })[];
  return Object.fromEntries(rules.map((rule) => [rule.id, rule]));
}

/** Roles that the key of a store lets do something with objects, by statement. */
function rolesOfKey(store: string, overrides: Partial<DeliveryStoresProps> = {}): Record<string, unknown> {
  const { json } = stores(overrides);
  const key = Object.entries(json.resource?.["aws_kms_key"] ?? {}).find(([id]) => id.includes(`_${store}_`));
  const policy: PolicyDocument = synthesizedPolicy(json, key?.[1]["policy"]);
  return Object.fromEntries(
    [policy.Statement]
      .flat()
      .map(({ Sid, Condition }) => [Sid ?? "", Condition?.["ArnEquals"]?.["aws:PrincipalArn"]]),
  );
}

test("there are three buckets, each with versions and a key of its own", () => {
  const synthesized = stores();
  const names = synthesized.all(S3Bucket).map(({ bucket }) => bucket);
  expect(names.filter((name) => !String(name).endsWith("-logs"))).toEqual([
    "acme-dev-commits",
    "acme-dev-artifacts",
    "acme-dev-plans",
  ]);
  expect(synthesized.all(S3BucketVersioningA)).toHaveLength(names.length);
  const keys = synthesized
    .all(S3BucketServerSideEncryptionConfigurationA)
    .flatMap(({ rule }) => JSON.stringify(rule).match(/aws_kms_key\.\w+/g) ?? []);
  expect(new Set(keys).size).toBe(3);
});

test("a commit stays longer than it can wait in the queue and for approval, and is never deleted before", () => {
  const { "keep-pinned": kept } = lifecycleOf("commits");
  expect(kept).not.toHaveProperty("expiration");
  expect(kept).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 60 }] });
  const denied = JSON.stringify(stores().json.data).match(/"sid":"OnlyTimeDeletes"/g);
  expect(denied).toHaveLength(3);
  expect(JSON.stringify(stores({ deletable: { reason: "a spec" } }).json.data)).not.toContain(
    "OnlyTimeDeletes",
  );
});

test("sealed plans, which hold secrets, are gone after two weeks; what a failed apply left stays for repairs", () => {
  expect(lifecycleOf("plans")).toMatchObject({
    "forget-sealed": { filter: [{ prefix: "sealed/" }], expiration: [{ days: 14 }] },
    "forget-failed": { filter: [{ prefix: "failed/" }], expiration: [{ days: 90 }] },
  });
});

test("apply alone decrypts what plan sealed, whatever IAM allows to others", () => {
  expect(rolesOfKey("plans")).toMatchObject({
    SealedWritten: [step("plan")],
    SealedRead: [step("apply")],
    FailedWritten: [step("apply")],
    FailedRead: [step("record")],
  });
  expect(rolesOfKey("plans", { breakGlassRoles: ["rescue/keeper"] })["FailedRead"]).toEqual([
    step("record"),
    role("rescue/keeper"),
  ]);
});

test("KMS can tell sealed plans from what failed: the bucket of plans has no key of its own", () => {
  const rules = stores()
    .all(S3BucketServerSideEncryptionConfigurationA)
    .filter(({ bucket }) => String(bucket).includes("stores_plans_bucket_"));
  expect(rules).toMatchObject([{ rule: [{ bucket_key_enabled: false }] }]);
});

test("source stores commits and cannot read them back; who carries them cannot write one", () => {
  expect(rolesOfKey("commits")).toMatchObject({
    CommitsWritten: [step("source")],
    CommitsRead: [role("tagform-dev-pipeline"), step("record")],
  });
});

test("plans are sealed by an asymmetric key with which plan signs and apply verifies", () => {
  expect(rolesOfKey("sealing")).toMatchObject({ SignedBy: [step("plan")], VerifiedBy: [step("apply")] });
  expect(stores().all(KmsKey)).toContainEqual(
    expect.objectContaining({ key_usage: "SIGN_VERIFY", customer_master_key_spec: "ECC_NIST_P256" }),
  );
});
