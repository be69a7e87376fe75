import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Fn, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";

import { CellStack } from "./cell-stack";

const cell = { environment: "dev", scope: "us-east-1", team: "research" } as const;

const newStack = (): CellStack =>
  new CellStack(Testing.app(), {
    resolved: { cell, accountId: "000000000001", providerRegion: "us-east-1", partition: "aws" },
    tags: { team: "research", "10": "ten", "9": "nine" },
    state: { bucket: "b", key: "k", region: "us-east-1", lockTable: "l", locks: ["s3", "dynamodb"] },
  });

/** What cdktf writes of a stack, without its metadata of the stack. */
function written(stack: CellStack): unknown {
  const document = JSON.parse(JSON.stringify(TerraformStack.prototype.toTerraform.call(stack))) as object;
  return { ...document, "//": undefined };
}

function furnish(stack: CellStack): S3Bucket {
  const size = new TerraformVariable(stack, "size", { type: "number" });
  const logs = new S3Bucket(stack, "logs", { bucket: "logs", tags: { size: Token.asString(size.value) } });
  const data = new S3Bucket(stack, "data", {
    bucket: Fn.join("-", ["data", logs.bucket]),
    dependsOn: [logs],
    lifecycle: { ignoreChanges: ["tags"], preventDestroy: true },
    provisioners: [{ type: "local-exec", command: `echo ${logs.arn}` }],
  });
  data.addOverride("lifecycle.create_before_destroy", true);
  data.addOverride("tags.made_by", "hand");
  logs.moveFromId("aws_s3_bucket.logs_of_before");
  data.importFrom("acme-data");
  new TerraformOutput(stack, "arn", { value: data.arn, sensitive: true });
  return data;
}

test("a document means what cdktf writes", () => {
  const stack = newStack();
  furnish(stack);
  expect(stack.document()).toEqual(written(stack));
});

test("overrides of the stack come last, whatever they replace", () => {
  const stack = newStack();
  const data = furnish(stack);
  stack.addOverride("terraform.backend.s3.bucket", "other");
  stack.addOverride("terraform.required_providers.aws.configuration_aliases", ["aws.other"]);
  stack.addOverride("output.arn", { value: data.bucket, precondition: [{ condition: true }] });
  stack.addOverride("locals", { a: data.arn });
  expect(stack.document()).toEqual(written(stack));
});

test("a stack within the stack is no part of it", () => {
  const stack = newStack();
  new S3Bucket(new TerraformStack(stack, "inner"), "bucket");
  expect(stack.document()).toEqual(written(stack));
  expect(stack.document()).not.toHaveProperty("resource");
});

test("keys come in the order of their characters, as in cdktf's JSON, whatever was created first", () => {
  const stack = newStack();
  furnish(stack);
  const { resource, variable } = stack.document() as Record<string, Record<string, object>>;
  expect(Object.keys(resource!["aws_s3_bucket"]!)).toEqual(["data", "logs"]);
  expect(Object.keys(variable!)).toEqual(["session", "size"]);
});
