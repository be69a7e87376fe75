import { ROLE_STEPS } from "@tagform/deployment";
import { ask } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { AccessTable, type Row, TOOLING, type Who } from "./fixtures/principals";

const table = new AccessTable(synthStack);

const STATE = "acme-dev/research/dev-us-east-1/terraform.tfstate";
const PROD_STATE = "acme-prod/research/prod-us-east-1/terraform.tfstate";

describe("states and their locks", () => {
  test.each<Row>([
    ["dev plan", "s3:GetObject", `s3 ${STATE}`, "yes"],
    ["dev plan", "s3:GetObject", "s3 acme-dev/research/dev-global/terraform.tfstate", "yes"],
    ["dev plan", "s3:PutObject", `s3 ${STATE}`, "no"],
    ["dev plan", "s3:PutObject", `s3 ${STATE}.tflock`, "yes"],
    ["dev plan", "s3:DeleteObject", `s3 ${STATE}.tflock`, "yes"],
    // A Region that dev has no cell in yet: it will need no other role.
    ["dev plan", "s3:GetObject", "s3 acme-dev/research/dev-eu-west-1/terraform.tfstate", "yes"],
    ["dev plan", "s3:GetObject", "s3 acme-dev/research/qa-us-east-1/terraform.tfstate", "no"],
    ["dev plan", "s3:GetObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["dev plan", "dynamodb:PutItem", `item ${STATE}`, "yes"],
    ["dev plan", "dynamodb:DeleteItem", `item ${STATE}`, "yes"],
    ["dev plan", "dynamodb:GetItem", `item ${STATE}-md5`, "yes"],
    ["dev plan", "dynamodb:PutItem", `item ${STATE}-md5`, "no"],
    ["dev plan", "dynamodb:DeleteItem", `item ${STATE}-md5`, "no"],
    ["dev plan", "kms:Decrypt", "key state-dev s3", "yes"],
    ["dev plan", "kms:Decrypt", "key state-dev dynamodb", "yes"],
    ["dev plan", "kms:Decrypt", "key state-dev secretsmanager", "no"],
    ["dev plan", "kms:Decrypt", "key state-prod s3", "no"],
    ["dev apply", "s3:PutObject", `s3 ${STATE}`, "yes"],
    ["dev apply", "s3:DeleteObject", `s3 ${STATE}`, "no"],
    ["dev apply", "s3:DeleteObject", `s3 ${STATE}.tflock`, "yes"],
    ["dev apply", "dynamodb:PutItem", `item ${STATE}-md5`, "yes"],
    ["dev apply", "dynamodb:DeleteItem", `item ${STATE}-md5`, "no"],
    ["dev apply", "s3:GetObject", `s3 ${PROD_STATE}`, "no"],
    ["dev apply", "s3:PutObject", `s3 ${PROD_STATE}`, "no"],
    ["dev apply", "s3:ListBucket", "s3 acme-prod", "no"],
    ["dev apply", "dynamodb:PutItem", `item ${PROD_STATE}`, "no"],
    ["prod apply", "s3:PutObject", `s3 ${PROD_STATE}`, "yes"],
    ["prod apply", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev source", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev verify", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev record", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev record", "s3:PutObject", `s3 ${STATE}`, "no"],
    ["dev record", "s3:PutObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "yes"],
    ["dev record", "s3:DeleteObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["dev record", "s3:PutObject", "s3 acme-dev/_latest/dev_us-east-1/research/now", "yes"],
    ["dev record", "s3:DeleteObject", "s3 acme-dev/_latest/dev_us-east-1/research/now", "yes"],
    ["dev plan", "s3:PutObject", "s3 acme-dev/_latest/dev_us-east-1/research/now", "no"],
    ["dev apply", "s3:GetObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "yes"],
    ["dev apply", "s3:PutObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["dev source", "s3:GetObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "yes"],
    ["dev source", "s3:PutObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["InfraBuildRole of dev research", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["InfraBuildRole of tooling", "s3:GetObject", `s3 ${PROD_STATE}`, "no"],
    ["InfraBuildRole of tooling", "s3:PutObject", `s3 ${PROD_STATE}.tflock`, "no"],
    ["InfraBuildRole of tooling", "s3:PutBucketPolicy", "s3 acme-prod", "yes"],
    ["stranger", "s3:GetObject", `s3 ${STATE}`, "no"],
  ])("%s: %s on %s: %s", (who, action, on, answer) => {
    expect(table.answerOf(who, action, on)).toBe(answer);
  });

  const everybody: Who[] = [
    ...(["dev", "prod", "tooling"] as const).flatMap((name) =>
      ROLE_STEPS.map((step): Who => `${name} ${step}`),
    ),
    "InfraBuildRole of tooling",
    "InfraBuildRole of dev research",
    "InfraPlanRole of tooling",
    "stranger",
  ];
  test.each(everybody)("%s deletes no state bucket, no state and no version of one", (who) => {
    expect(table.answerOf(who, "s3:DeleteBucket", "s3 acme-dev")).toBe("no");
    expect(table.answerOf(who, "s3:DeleteObject", `s3 ${STATE}`)).toBe("no");
    expect(table.answerOf(who, "s3:DeleteObjectVersion", `s3 ${STATE}`)).toBe("no");
    expect(table.answerOf(who, "s3:DeleteObjectVersion", `s3 ${STATE}.tflock`)).toBe("no");
  });

  test("a request for items that names none is none for locks", () => {
    const resource = `arn:aws:dynamodb:us-east-1:${TOOLING}:table/acme-lock-dev`;
    expect(ask(table.principal("dev plan"), { action: "dynamodb:PutItem", resource }).decision).toBe(
      "denied implicitly",
    );
  });
});
