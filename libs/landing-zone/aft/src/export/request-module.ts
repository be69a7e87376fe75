import { convert } from "@tagform/hcl";

import { AFT_REQUEST_TABLE } from "../request-item";

const text = { type: "string" } as const;
const CONTROL_TOWER = [
  ...["AccountEmail", "AccountName", "ManagedOrganizationalUnit"],
  ...["SSOUserEmail", "SSOUserFirstName", "SSOUserLastName"],
];
const CHANGE = ["change_requested_by", "change_reason"];

/**
 * The module that every request calls: AFT's interface, and the same resource under the same name, so that a request of
 * an AFT that is there keeps its item.
 */
export function requestModule(folder: string): [path: string, text: string][] {
  return [
    [`${folder}/ddb.tf`, DDB],
    [`${folder}/variables.tf`, VARIABLES],
    [`${folder}/versions.tf`, VERSIONS],
  ];
}

const objectOf = (names: readonly string[]): string =>
  `object({ ${names.map((name) => `${name} = string`).join(", ")} })`;

const VARIABLES = convert({
  variable: {
    "account-request-table": { ...text, default: AFT_REQUEST_TABLE },
    "account-request-table-hash": { ...text, default: "id" },
    control_tower_parameters: { type: objectOf(CONTROL_TOWER) },
    change_management_parameters: { type: objectOf(CHANGE) },
    account_tags: { type: "map(string)", default: {} },
    custom_fields: { type: "map(string)", default: {} },
    account_customizations_name: { ...text, default: "" },
  },
}).hcl;

const textsOf = (variable: string, names: readonly string[]): string => {
  const longest = Math.max(...names.map((name) => name.length));
  const attributes = names.map((name) => `      ${name.padEnd(longest)} = { S = var.${variable}.${name} }\n`);
  return `{ M = {\n${attributes.join("")}    } }`;
};

const DDB = `resource "aws_dynamodb_table_item" "account-request" {
  table_name = var.account-request-table
  hash_key   = var.account-request-table-hash

  item = jsonencode({
    id = { S = var.control_tower_parameters.AccountEmail }
    control_tower_parameters = ${textsOf("control_tower_parameters", CONTROL_TOWER)}
    change_management_parameters = ${textsOf("change_management_parameters", CHANGE)}
    account_tags                = { S = jsonencode(var.account_tags) }
    account_customizations_name = { S = var.account_customizations_name }
    custom_fields               = { S = jsonencode(var.custom_fields) }
  })
}
`;

const VERSIONS = convert({
  terraform: {
    required_version: ">= 1.6.1",
    required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.11" } },
  },
}).hcl;
