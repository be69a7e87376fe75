import { resolve } from "node:path";

import { type AppliedAws, plannedActions, withAppliedAws } from "@tagform/testing";

import { accountRequest, NASTY_TEXTS, units } from "./fixtures/account-request";
import { AFT_REQUEST_TABLE, aftRequestItem, marshallAftRequestItem } from "./request-item";

const CHECKOUT = resolve(__dirname, "../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

const request = accountRequest({
  email: "aws+r&d@example.com",
  customFields: { vpc_cidr: "10.0.0.0/20", ...NASTY_TEXTS },
  tags: { ...NASTY_TEXTS },
  change: { requestedBy: "O'Brien & Söhne", reason: 'because "why"\nnot' },
  customizations: "web",
});

/** The item as AFT's documentation describes it, the values given as Terraform's own variables. */
const ITEM = `{
  id = { S = var.r.email }
  control_tower_parameters = { M = {
    AccountEmail = { S = var.r.email }, AccountName = { S = var.r.name },
    ManagedOrganizationalUnit = { S = "Dev (ou-ab12-00000003)" }, SSOUserEmail = { S = var.r.ssoUser.email },
    SSOUserFirstName = { S = var.r.ssoUser.firstName }, SSOUserLastName = { S = var.r.ssoUser.lastName }
  } }
  change_management_parameters = { M = {
    change_reason = { S = var.r.change.reason }, change_requested_by = { S = var.r.change.requestedBy }
  } }
  account_tags = { S = jsonencode(var.r.tags) }
  account_customizations_name = { S = var.r.customizations }
  custom_fields = { S = jsonencode(var.r.customFields) }
}`;

const configuration = {
  provider: { aws: { region: "us-east-1", skip_metadata_api_check: "true" } },
  variable: { r: { type: "any", default: request } },
  resource: {
    aws_dynamodb_table: {
      requests: {
        name: AFT_REQUEST_TABLE,
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
      },
    },
    aws_dynamodb_table_item: {
      request: {
        table_name: "${aws_dynamodb_table.requests.name}",
        hash_key: "${aws_dynamodb_table.requests.hash_key}",
        item: `\${jsonencode(${ITEM.replaceAll(/\}\n {2}(?=\w)/g, "},\n  ").replaceAll("\n", " ")})}`,
      },
    },
  },
};

testApplied("the table has what the data means, attribute by attribute and byte by byte", async () => {
  const terraform = await aws.terraformIn("requests", configuration);
  expect((await terraform("init")).stderr).toBe("");
  const applied = await terraform("apply", "-auto-approve");
  expect([applied.stderr, applied.exitCode]).toEqual(["", 0]);
  expect(await plannedActions(terraform)).toEqual([]);

  const expected = marshallAftRequestItem(aftRequestItem(request, { units }));
  const answer = await fetch(aws.moto.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.GetItem",
      authorization:
        "AWS4-HMAC-SHA256 Credential=REHEARSALNOTREAL0000/20000101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none",
    },
    body: JSON.stringify({ TableName: AFT_REQUEST_TABLE, Key: { id: expected.id } }),
  });
  expect(((await answer.json()) as { Item: unknown }).Item).toEqual(expected);
});
