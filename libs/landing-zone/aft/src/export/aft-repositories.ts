import type { AccountRequest, Organization } from "@tagform/landing-zone-organization";

import { apiHelpers, jinjaTemplates } from "./jinja-templates";
import { PROVISIONING_MACHINE } from "./provisioning-machine";
import { requestFile } from "./request-file";
import { requestModule } from "./request-module";

export interface AftRepositoriesProps {
  readonly organization: Pick<Organization, "units">;
  /** By the names of the accounts' files. */
  readonly requests: Readonly<Record<string, AccountRequest>>;
  /** Terraform of what every vended account gets: `main.tf`, and `account-roles/main.tf` of the module that it calls. */
  readonly customizations: { readonly root: string; readonly accountRoles: string };
}

type File = readonly [path: string, text: string];

/**
 * The files of AFT's four repositories, by path, in the order of their paths: a folder for each repository.
 *
 * They depend on the data and nothing else: not on time, machine, version or the order of data.
 *
 * @throws {UserError} a request names a unit that Control Tower cannot be told
 */
export function aftRepositories(props: AftRepositoriesProps): ReadonlyMap<string, string> {
  const files = [
    ...accountRequest(props),
    ...globalCustomizations(props),
    ...accountCustomizations(props),
    ...accountProvisioningCustomizations(),
  ];
  return new Map(files.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function accountRequest({ requests, organization }: AftRepositoriesProps): File[] {
  const folder = "aft-account-request";
  return [
    readme(folder, "the accounts that are wanted: one file each in `terraform`"),
    ...jinjaTemplates(`${folder}/terraform`, "aft_admin_role_arn"),
    ...requestModule(`${folder}/terraform/modules/aft-account-request`),
    ...Object.entries(requests).map(([name, request]): File => [
      `${folder}/terraform/account-${name}.tf`,
      requestFile(name, request, organization),
    ]),
  ];
}

function globalCustomizations({ customizations }: AftRepositoriesProps): File[] {
  const folder = "aft-global-customizations";
  return [
    readme(folder, "what every vended account gets: the roles that deployments work as, and their boundary"),
    ...apiHelpers(`${folder}/api_helpers`),
    ...jinjaTemplates(`${folder}/terraform`, "target_admin_role_arn"),
    [`${folder}/terraform/main.tf`, customizations.root],
    [`${folder}/terraform/account-roles/main.tf`, customizations.accountRoles],
  ];
}

/** A folder for each name that requests use; all else that an account is born with is its baseline's. */
function accountCustomizations({ requests }: AftRepositoriesProps): File[] {
  const folder = "aft-account-customizations";
  const names = new Set(Object.values(requests).flatMap(({ customizations }) => customizations ?? []));
  return [
    readme(folder, "customizations that a request asks for by name: their frames"),
    ...[...names].flatMap((name) => [
      ...apiHelpers(`${folder}/${name}/api_helpers`),
      ...jinjaTemplates(`${folder}/${name}/terraform`, "target_admin_role_arn"),
    ]),
  ];
}

function accountProvisioningCustomizations(): File[] {
  const folder = "aft-account-provisioning-customizations";
  return [
    readme(folder, "what happens between vending and customizations: nothing"),
    ...jinjaTemplates(`${folder}/terraform`, "aft_admin_role_arn"),
    [`${folder}/terraform/states.tf`, PROVISIONING_MACHINE],
  ];
}

const readme = (name: string, holds: string): File => [
  `${name}/README.md`,
  `# ${name}\n\nHolds ${holds}.\n\nWritten by \`tagform aft export\`: a change made here is lost at the next one.\n`,
];
