import { convert } from "@tagform/hcl";
import type { AccountRequest, Organization } from "@tagform/landing-zone-organization";

import { managedOrganizationalUnit } from "../managed-unit";
import { literal, literals } from "./template-text";

/** AFT's documentation allows no other source. */
const SOURCE = "./modules/aft-account-request";

/**
 * The file of one request: a call of the request module.
 *
 * @param name of the account's file; the module has it, too: AFT wants another for each request
 * @throws {UserError} the organization has no such unit, or does not know the id of a nested one
 */
export function requestFile(
  name: string,
  request: AccountRequest,
  organization: Pick<Organization, "units">,
): string {
  const { ssoUser, change, tags, customFields = {}, customizations = "" } = request;
  const block = {
    source: SOURCE,
    control_tower_parameters: literals({
      AccountEmail: request.email,
      AccountName: request.name,
      ManagedOrganizationalUnit: managedOrganizationalUnit(request.organizationalUnit, organization),
      SSOUserEmail: ssoUser.email,
      SSOUserFirstName: ssoUser.firstName,
      SSOUserLastName: ssoUser.lastName,
    }),
    change_management_parameters: literals({
      change_requested_by: change.requestedBy,
      change_reason: change.reason,
    }),
    account_tags: literals(tags),
    custom_fields: literals(customFields),
    account_customizations_name: literal(customizations),
  };
  const from = `environments/landing-zone/accounts/${name}.ts`;
  return `# From ${from}: change it there, then run "tagform aft export".\n${convert({ module: { [name]: block } }).hcl}`;
}
