import { type PolicyDocument } from "@tagform/policy-evaluator";

import { blocks, optionalText } from "./blocks";
import { policyAt } from "./role-definition";
import { type StackDocument, type StackResource, type TerraformStack } from "./terraform-stack";

export interface BucketDefinition {
  readonly name: string;
  readonly isVersioned: boolean;
  /** ARN of the key that encrypts its objects, if it is one of the stack or named. */
  readonly keyArn: string | undefined;
  /** Whether S3 asks the key for the bucket, and not for each object. */
  readonly hasBucketKey: boolean;
  readonly policy: PolicyDocument | undefined;
}

export interface TableDefinition {
  readonly name: string;
  readonly hashKey: string;
  readonly rangeKey: string | undefined;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
  readonly indexes: readonly {
    readonly name: string;
    readonly hashKey: string;
    readonly rangeKey: string | undefined;
  }[];
}

export interface KeyDefinition {
  readonly arn: string;
  readonly policy: PolicyDocument | undefined;
}

/** What the stack keeps things in. */
export interface StoreDefinitions {
  readonly buckets: readonly BucketDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly keys: readonly KeyDefinition[];
  /** ARNs. */
  readonly topics: readonly string[];
}

export function storeDefinitions(stack: TerraformStack, document: StackDocument): StoreDefinitions {
  return {
    buckets: stack.resources("aws_s3_bucket").map((each) => bucketDefinition(stack, document, each)),
    tables: stack.resources("aws_dynamodb_table").map((each) => tableDefinition(stack, each)),
    keys: stack.resources("aws_kms_key").map((each) => ({
      arn: stack.attribute(each.address, "arn", each.address),
      policy: each.arguments["policy"] === undefined ? undefined : policyAt(stack, document, each, "policy"),
    })),
    topics: stack
      .resources("aws_sns_topic")
      .map((each) => stack.attribute(each.address, "arn", each.address)),
  };
}

function bucketDefinition(
  stack: TerraformStack,
  document: StackDocument,
  resource: StackResource,
): BucketDefinition {
  const name = stack.text(resource, "bucket");
  const settings = (type: string): StackResource | undefined =>
    stack.resources(type).find((each) => stack.text(each, "bucket") === name);
  const policy = settings("aws_s3_bucket_policy");
  const encryption = settings("aws_s3_bucket_server_side_encryption_configuration");
  return {
    name,
    isVersioned: isVersioned(settings("aws_s3_bucket_versioning")),
    keyArn: keyOf(stack, encryption),
    hasBucketKey: blocks(encryption?.arguments["rule"])[0]?.["bucket_key_enabled"] === true,
    policy: policy === undefined ? undefined : policyAt(stack, document, policy, "policy"),
  };
}

function isVersioned(versioning: StackResource | undefined): boolean {
  const [configuration] = blocks(versioning?.arguments["versioning_configuration"]);
  return configuration?.["status"] === "Enabled";
}

function keyOf(stack: TerraformStack, encryption: StackResource | undefined): string | undefined {
  const [rule] = blocks(encryption?.arguments["rule"]);
  const [byDefault] = blocks(rule?.["apply_server_side_encryption_by_default"]);
  const key = byDefault?.["kms_master_key_id"];
  return key === undefined
    ? undefined
    : optionalText(stack.resolved(key, `${encryption?.address ?? ""}.rule`));
}

function tableDefinition(stack: TerraformStack, resource: StackResource): TableDefinition {
  const part = (name: string) =>
    blocks(stack.resolved(resource.arguments[name], `${resource.address}.${name}`));
  return {
    name: stack.text(resource, "name"),
    hashKey: stack.text(resource, "hash_key"),
    rangeKey: stack.optionalText(resource, "range_key"),
    attributes: part("attribute").map((each) => ({ name: String(each["name"]), type: String(each["type"]) })),
    indexes: part("global_secondary_index").map((each) => ({
      name: String(each["name"]),
      hashKey: String(each["hash_key"]),
      rangeKey: optionalText(each["range_key"]),
    })),
  };
}
