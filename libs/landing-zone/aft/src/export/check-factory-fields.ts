import {
  checkTeamName,
  ENVIRONMENT_NAMES,
  isEnvironmentName,
  isPlatformEnvironment,
  quote,
} from "@tagform/deployment";
import type { AccountRequest } from "@tagform/landing-zone-organization";
import { check, type Issue } from "@tagform/outcome";

/** Custom fields that the global customizations read in the account: whose deliveries may enter it. */
export const FACTORY_FIELDS = ["account", "environment", "teams"] as const;

const WORKLOADS = ENVIRONMENT_NAMES.filter((name) => !isPlatformEnvironment(name));

/**
 * Issues of the custom fields that an account's roles are made from.
 *
 * @param name of the account's file, which is its part in the cells of `landing-zone`
 */
export function checkFactoryFields(name: string, { customFields = {} }: AccountRequest): Issue[] {
  const path = `accounts.${name}.request.customFields`;
  // The tooling account's roles are made before there is AFT.
  if (customFields["environment"] === "tooling") return [];
  const missing = FACTORY_FIELDS.filter((field) => customFields[field] === undefined);
  if (missing.length > 0) {
    return [
      {
        path,
        message: `must have ${missing.join(", ")}: the account's roles are made from them, and let nobody in without`,
      },
    ];
  }
  const { account = "", environment = "", teams = "" } = customFields;
  return [
    ...check(
      account === name,
      `${path}.account`,
      `must be the account's name ${name}, got ${quote(account)}`,
    ),
    ...check(
      isEnvironmentName(environment) && !isPlatformEnvironment(environment),
      `${path}.environment`,
      `must be one of ${WORKLOADS.join(", ")}, whose cells are in the account, got ${quote(environment)}`,
    ),
    // Terraform reads it as one text; a second team would need roles of its own.
    ...(teams.includes(",")
      ? [{ path: `${path}.teams`, message: `must be one team, got ${quote(teams)}: give each an account` }]
      : checkTeamName(`${path}.teams`, teams)),
  ];
}
