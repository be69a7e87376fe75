import { evaluate } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { AccessTable, type Row, TOOLING } from "./fixtures/principals";

const table = new AccessTable(synthStack);

describe("what the steps hand over", () => {
  test.each<Row>([
    ["dev source", "codecommit:GitPull", `arn:aws:codecommit:us-east-1:${TOOLING}:infrastructure`, "yes"],
    ["dev plan", "codecommit:GitPull", `arn:aws:codecommit:us-east-1:${TOOLING}:infrastructure`, "no"],
    ["dev source", "s3:PutObject", "s3 acme-commits-dev/commit.zip", "yes"],
    ["dev source", "s3:PutObject", "s3 acme-commits-prod/commit.zip", "no"],
    ["dev verify", "s3:GetObject", "s3 acme-artifacts-dev/commit", "yes"],
    ["dev verify", "s3:PutObject", "s3 acme-commits-dev/commit.zip", "no"],
    ["dev plan", "s3:PutObject", "s3 acme-plans-dev/sealed/tfplan", "yes"],
    ["dev plan", "s3:PutObject", "s3 acme-plans-dev/failed/apply.json", "no"],
    ["dev plan", "s3:GetObject", "s3 acme-plans-dev/sealed/tfplan", "no"],
    ["dev plan", "kms:GenerateDataKey", "key plans-dev s3 sealed/tfplan", "yes"],
    ["dev plan", "kms:GenerateDataKey", "key plans-dev s3 failed/apply.json", "no"],
    ["dev plan", "kms:Decrypt", "key plans-dev s3 sealed/tfplan", "no"],
    ["dev plan", "kms:Sign", "key seal-dev", "yes"],
    ["dev plan", "kms:Verify", "key seal-dev", "no"],
    ["dev apply", "s3:GetObject", "s3 acme-plans-dev/sealed/tfplan", "yes"],
    ["dev apply", "s3:PutObject", "s3 acme-plans-dev/sealed/tfplan", "no"],
    ["dev apply", "s3:PutObject", "s3 acme-plans-dev/failed/apply.json", "yes"],
    ["dev apply", "s3:GetObject", "s3 acme-plans-dev/failed/errored.tfstate", "no"],
    ["dev apply", "kms:Decrypt", "key plans-dev s3 sealed/tfplan", "yes"],
    ["dev apply", "kms:Verify", "key seal-dev", "yes"],
    ["dev apply", "kms:Sign", "key seal-dev", "no"],
    ["dev verify", "s3:GetObject", "s3 acme-plans-dev/sealed/tfplan", "no"],
    ["dev verify", "kms:Sign", "key seal-dev", "no"],
    ["dev record", "s3:GetObject", "s3 acme-plans-dev/sealed/tfplan", "no"],
    ["dev record", "kms:Decrypt", "key plans-dev s3 sealed/tfplan", "no"],
    ["dev record", "s3:GetObject", "s3 acme-plans-dev/failed/apply.json", "yes"],
    ["dev record", "kms:Decrypt", "key plans-dev s3 failed/apply.json", "yes"],
    ["dev record", "s3:ListBucket", "list acme-plans-dev failed/dev_us-east-1/", "yes"],
    ["dev record", "s3:ListBucket", "list acme-plans-dev sealed/", "no"],
    ["dev record", "s3:GetObjectVersion", "s3 acme-commits-dev/commit.zip", "yes"],
    ["dev record", "s3:PutObject", "s3 acme-commits-dev/commit.zip", "no"],
    ["dev record", "s3:GetBucketLocation", "s3 acme-commits-dev", "yes"],
    ["dev plan", "s3:GetBucketLocation", "s3 acme-artifacts-dev", "yes"],
    ["dev plan", "s3:PutBucketPolicy", "s3 acme-artifacts-dev", "no"],
    ["prod apply", "s3:GetObject", "s3 acme-plans-dev/sealed/tfplan", "no"],
    ["prod apply", "kms:Decrypt", "key plans-dev s3 sealed/tfplan", "no"],
    ["dev plan", "logs:PutLogEvents", log("tagform-dev-plan"), "yes"],
    ["dev plan", "logs:PutLogEvents", log("tagform-dev-apply"), "no"],
    ["dev plan", "iam:CreateRole", `arn:aws:iam::${TOOLING}:role/mine`, "no"],
  ])("%s: %s on %s: %s", (who, action, on, answer) => {
    expect(table.answerOf(who, action, on)).toBe(answer);
  });
});

describe("the queue", () => {
  test.each<Row>([
    ["dev source", "dynamodb:PutItem", queue("dev"), "yes"],
    ["dev source", "dynamodb:Query", queue("dev"), "yes"],
    ["dev source", "dynamodb:UpdateItem", queue("dev"), "no"],
    ["dev source", "dynamodb:DeleteItem", queue("dev"), "no"],
    ["dev source", "dynamodb:PutItem", queue("prod"), "no"],
    ["dev source", "kms:Decrypt", "key queue-dev dynamodb", "yes"],
    ["dev source", "kms:Decrypt", "key queue-dev s3", "no"],
    ["dev apply", "dynamodb:PutItem", queue("dev"), "no"],
    ["dev pipeline", "dynamodb:PutItem", queue("dev"), "no"],
    ["dev source", "codepipeline:StartPipelineExecution", pipeline("dev"), "no"],
    ["dev source", "codebuild:StartBuild", project("dev", "record"), "no"],
  ])("%s: %s on %s: %s", (who, action, on, answer) => {
    expect(table.answerOf(who, action, on)).toBe(answer);
  });
});

describe("the pipeline", () => {
  const stateKey = "acme-dev/research/dev-us-east-1/terraform.tfstate";
  test.each<Row>([
    ["dev pipeline", "s3:GetObjectVersion", "s3 acme-commits-dev/commit.zip", "yes"],
    ["dev pipeline", "s3:PutObject", "s3 acme-commits-dev/commit.zip", "no"],
    ["dev pipeline", "s3:GetBucketVersioning", "s3 acme-commits-dev", "yes"],
    ["dev pipeline", "s3:PutBucketVersioning", "s3 acme-commits-dev", "no"],
    ["dev pipeline", "s3:PutObject", "s3 acme-artifacts-dev/Planned", "yes"],
    ["dev pipeline", "s3:GetObject", "s3 acme-plans-dev/sealed/tfplan", "no"],
    ["dev pipeline", "kms:Decrypt", "key plans-dev s3 sealed/tfplan", "no"],
    ["dev pipeline", "s3:GetObject", `s3 ${stateKey}`, "no"],
    ["dev pipeline", "codebuild:StartBuild", project("dev", "apply"), "yes"],
    ["dev pipeline", "codebuild:StartBuild", project("dev", "source"), "no"],
    ["dev pipeline", "codebuild:StartBuild", project("prod", "apply"), "no"],
    ["dev pipeline", "codebuild:UpdateProject", project("dev", "apply"), "no"],
    ["dev pipeline", "sns:Publish", `arn:aws:sns:us-east-1:${TOOLING}:approvals`, "yes"],
    ["dev pipeline", "sts:AssumeRole", "arn:aws:iam::111111111111:role/InfraBuildRole", "no"],
    ["dev pipeline", "kms:Sign", "key seal-dev", "no"],
    ["dev apply", "codepipeline:ListActionExecutions", pipeline("dev"), "yes"],
    ["dev apply", "codepipeline:ListActionExecutions", pipeline("prod"), "no"],
    ["dev apply", "codepipeline:PutApprovalResult", `${pipeline("dev")}/Approve/Approve`, "no"],
    ["dev plan", "codepipeline:PutApprovalResult", `${pipeline("dev")}/Approve/Approve`, "no"],
  ])("%s: %s on %s: %s", (who, action, on, answer) => {
    expect(table.answerOf(who, action, on)).toBe(answer);
  });

  test("CodePipeline runs one pipeline as its role, and no other", () => {
    const { arn: resource, trust } = table.principal("dev pipeline");
    const mayRun = (pipelineArn: string): boolean => {
      const context = { "aws:SourceArn": pipelineArn, "aws:SourceAccount": pipelineArn.split(":")[4] ?? "" };
      const caller = { service: "codepipeline.amazonaws.com" };
      return (
        evaluate({ caller, action: "sts:AssumeRole", resource, context }, { resource: trust }).decision ===
        "allowed"
      );
    };
    expect(mayRun(pipeline("dev"))).toBe(true);
    expect(mayRun(pipeline("prod"))).toBe(false);
    expect(mayRun(pipeline("dev").replace(TOOLING, "444444444444"))).toBe(false);
  });
});

function queue(environment: string): string {
  return `arn:aws:dynamodb:us-east-1:${TOOLING}:table/tagform-${environment}-queue`;
}

function pipeline(environment: string): string {
  return `arn:aws:codepipeline:us-east-1:${TOOLING}:tagform-${environment}`;
}

function project(environment: string, step: string): string {
  return `arn:aws:codebuild:us-east-1:${TOOLING}:project/tagform-${environment}-${step}`;
}

function log(name: string): string {
  return `arn:aws:logs:us-east-1:${TOOLING}:log-group:/aws/codebuild/${name}:log-stream:1`;
}
