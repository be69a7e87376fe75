import type { Place } from "@tagform/config";
import {
  checkTeamName,
  ENVIRONMENT_NAMES,
  isEnvironmentName,
  physicalNameProblem,
  quote,
  STEP_ROLE_PATH,
} from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { AccountDelivery } from "./account-delivery";
import type { AccountRolesConfig } from "./account-roles-config";

const ACCOUNT_ID = /^\d{12}$/;
const SERVICE = /^[a-z][a-z0-9-]*$/;
const ROLE = /^(?:[\w+=,.@*-]+\/)*[\w+=,.@*-]{1,64}$/;
const TRAIL = /^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/;

export function checkAccountRoles(path: string, config: AccountRolesConfig, _place: Place): Issue[] {
  const { toolingAccountId, otherDeliveries = [], unboundRoles, laptops } = config;
  const environments = [config, ...otherDeliveries].map(({ environment }) => environment);
  return [
    ...checkDelivery(path, config),
    ...otherDeliveries.flatMap((delivery, index) => [
      ...checkDelivery(`${path}.otherDeliveries.${index}`, delivery),
      ...check(
        environments.indexOf(delivery.environment) > index,
        `${path}.otherDeliveries.${index}.environment`,
        `${quote(delivery.environment)} delivers already: name all its teams there`,
      ),
    ]),
    ...check(
      ACCOUNT_ID.test(toolingAccountId),
      `${path}.toolingAccountId`,
      `must be 12 digits, got ${quote(toolingAccountId)}`,
    ),
    ...checkNames(path, config),
    ...checkReason(`${path}.unboundRoles`, unboundRoles, "why roles may be made without the boundary"),
    ...checkReason(`${path}.laptops`, laptops, "why the pipeline may be passed by"),
    ...checkLaptops(`${path}.laptops.roles`, laptops?.roles),
  ];
}

function checkDelivery(path: string, delivery: AccountDelivery): Issue[] {
  const { environment, teams, additionalServices = [] } = delivery;
  return [
    ...check(
      isEnvironmentName(environment),
      `${path}.environment`,
      `must be one of ${ENVIRONMENT_NAMES.join(", ")}, got ${quote(environment)}`,
    ),
    ...check(
      teams.length > 0,
      `${path}.teams`,
      "must name the teams whose cells are in the account, nobody else may enter",
    ),
    ...checkEach(`${path}.teams`, teams, (place, team) => checkTeamName(place, team.replace(/-\*$/, ""))),
    ...checkEach(
      `${path}.additionalServices`,
      additionalServices,
      like(SERVICE, "codebuild, as IAM calls it"),
    ),
  ];
}

const like = (pattern: RegExp, example: string) => (place: string, name: string) =>
  check(pattern.test(name), place, `must be like ${example}, got ${quote(name)}`);

function checkNames(path: string, config: AccountRolesConfig): Issue[] {
  const { protectedRoles = [], stateBuckets = [], ownTrails = [] } = config;
  return [
    ...checkEach(`${path}.protectedRoles`, protectedRoles, like(ROLE, "audit/* or AWSControlTowerExecution")),
    ...checkEach(`${path}.ownTrails`, ownTrails, like(TRAIL, "tagform-deliveries")),
    ...checkEach(`${path}.stateBuckets`, stateBuckets, (place, name) => {
      const problem = physicalNameProblem("bucket", name);
      return problem === undefined ? [] : [{ path: place, message: problem }];
    }),
  ];
}

/** A name of stars alone, or those of the steps, would let every step of every environment apply. */
function checkLaptops(path: string, roles: readonly string[] | undefined): Issue[] {
  if (roles === undefined) return [];
  return [
    ...check(roles.length > 0, path, "names no role: leave laptops out"),
    ...checkEach(path, roles, checkLaptop),
  ];
}

function checkLaptop(path: string, role: string): Issue[] {
  if (`/${role}`.startsWith(STEP_ROLE_PATH)) {
    return [{ path, message: "are the roles of the steps: leave it out, each step has its own way in" }];
  }
  return check(
    ROLE.test(role) && /[^*/]{4}[^/]*$/.test(role),
    path,
    `must name a role of the tooling account with its path, such as aws-reserved/*/AWSReservedSSO_Platform_*, got ${quote(role)}`,
  );
}

function checkReason(path: string, given: { readonly reason: string } | undefined, what: string): Issue[] {
  return check(
    given === undefined || given.reason.trim() !== "",
    `${path}.reason`,
    `must say ${what}, got an empty text`,
  );
}

function checkEach(
  path: string,
  names: readonly string[],
  one: (place: string, name: string) => Issue[],
): Issue[] {
  return names.flatMap((name, index) => [
    ...one(`${path}.${index}`, name),
    ...check(names.indexOf(name) === index, `${path}.${index}`, `${quote(name)} is named twice: remove one`),
  ]);
}
