import type { AccountRequest, Organization } from "@tagform/landing-zone-organization";

import { managedOrganizationalUnit } from "./managed-unit";
import { terraformJson, terraformText } from "./terraform-json";

/** The table of AFT's account, in Control Tower's home Region, that account requests are written to. */
export const AFT_REQUEST_TABLE = "aft-request";

/** What a request tells Control Tower. After vending only the unit may change. */
export interface ControlTowerParameters {
  readonly AccountEmail: string;
  readonly AccountName: string;
  readonly ManagedOrganizationalUnit: string;
  readonly SSOUserEmail: string;
  readonly SSOUserFirstName: string;
  readonly SSOUserLastName: string;
}

/** One item of {@link AFT_REQUEST_TABLE}: the attributes that AFT's module `aft-account-request` writes, no others. */
export interface AftRequestItem {
  /** The hash key: the account's email address. */
  readonly id: string;
  readonly control_tower_parameters: ControlTowerParameters;
  readonly change_management_parameters: {
    readonly change_reason: string;
    readonly change_requested_by: string;
  };
  /** JSON text of a map, as `jsonencode` gives it; `{}` of none. */
  readonly account_tags: string;
  /** Folder of the account customizations, `""` for none. */
  readonly account_customizations_name: string;
  /** JSON text of a map, as `jsonencode` gives it; `{}` of none. */
  readonly custom_fields: string;
}

/** An {@link AftRequestItem} as DynamoDB's API takes and gives it. */
export interface MarshalledAftRequestItem {
  readonly id: { readonly S: string };
  readonly control_tower_parameters: { readonly M: Marshalled<ControlTowerParameters> };
  readonly change_management_parameters: {
    readonly M: Marshalled<AftRequestItem["change_management_parameters"]>;
  };
  readonly account_tags: { readonly S: string };
  readonly account_customizations_name: { readonly S: string };
  readonly custom_fields: { readonly S: string };
}

type Marshalled<Texts> = { readonly [Name in keyof Texts]: { readonly S: string } };

/**
 * What AFT's own module would write for `request`.
 *
 * @throws {UserError} the organization has no such unit, or does not know the id of a nested one
 */
export function aftRequestItem(
  request: AccountRequest,
  organization: Pick<Organization, "units">,
): AftRequestItem {
  const { name, email, organizationalUnit, ssoUser, tags, change, customFields = {} } = request;
  const { customizations = "" } = request;
  return {
    id: terraformText(email),
    control_tower_parameters: {
      AccountEmail: terraformText(email),
      AccountName: terraformText(name),
      ManagedOrganizationalUnit: terraformText(managedOrganizationalUnit(organizationalUnit, organization)),
      SSOUserEmail: terraformText(ssoUser.email),
      SSOUserFirstName: terraformText(ssoUser.firstName),
      SSOUserLastName: terraformText(ssoUser.lastName),
    },
    change_management_parameters: {
      change_reason: terraformText(change.reason),
      change_requested_by: terraformText(change.requestedBy),
    },
    account_tags: terraformJson(tags),
    account_customizations_name: terraformText(customizations),
    custom_fields: terraformJson(customFields),
  };
}

export function marshallAftRequestItem(item: AftRequestItem): MarshalledAftRequestItem {
  return {
    id: { S: item.id },
    control_tower_parameters: { M: marshallTexts(item.control_tower_parameters) },
    change_management_parameters: { M: marshallTexts(item.change_management_parameters) },
    account_tags: { S: item.account_tags },
    account_customizations_name: { S: item.account_customizations_name },
    custom_fields: { S: item.custom_fields },
  };
}

/** What the module's argument `item` of `aws_dynamodb_table_item` holds, as its state and plan show it. */
export function aftRequestItemText(item: AftRequestItem): string {
  return terraformJson({ ...marshallAftRequestItem(item) });
}

function marshallTexts<Texts extends object>(texts: Texts): Marshalled<Texts> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { S: text as string }]),
  ) as Marshalled<Texts>;
}
