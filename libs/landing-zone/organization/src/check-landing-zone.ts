import type { EnvironmentConfig } from "@tagform/config";
import { isPending, isPlatformEnvironment, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { AccountRequest } from "./account-request";
import { checkNetworkFields } from "./check-network-fields";
import { checkOrganization } from "./check-organization";
import { checkRequest } from "./check-request";
import type { Organization } from "./organization";

/** An account's file, as far as it is looked at here. */
export interface RequestedAccount {
  readonly accountId: string;
  readonly request?: AccountRequest;
}

export interface LandingZoneData {
  readonly organization: Organization;
  /** By the name of their file. */
  readonly accounts: Readonly<Record<string, RequestedAccount>>;
}

const PATH = "landing-zone.teams";

/**
 * The issues of the organization, of every request, and of what they say together with the environments.
 *
 * @param environments those that are at hand; the accounts of one that is not given are not looked at
 */
export function checkLandingZone(data: LandingZoneData, environments: readonly EnvironmentConfig[]): Issue[] {
  return [
    ...checkOrganization(data.organization),
    ...requestsOf(data).flatMap(({ path, request }) => checkRequest(path, request, data.organization)),
    ...checkUnique(data, "name", "name"),
    ...checkUnique(data, "email", "e-mail address"),
    ...checkNetworkFields(requestsOf(data)),
    ...checkOrigins(data),
    ...environments.flatMap((environment) => checkOwners(data, environment)),
  ];
}

function requestsOf({ accounts }: LandingZoneData) {
  return Object.entries(accounts).flatMap(([name, { request }]) =>
    request === undefined ? [] : [{ name, path: `${PATH}.${name}.request`, request }],
  );
}

/** AWS compares neither with capitals; an address stays taken after its account is closed. */
function checkUnique(data: LandingZoneData, key: "name" | "email", what: string): Issue[] {
  const requests = requestsOf(data);
  return requests.flatMap(({ name, path, request }) => {
    const value = request[key].toLowerCase();
    const others = requests.filter(
      (other) => other.name !== name && other.request[key].toLowerCase() === value,
    );
    const names = others.map((other) => other.name).join(", ");
    return check(
      others.length === 0,
      `${path}.${key}`,
      `${quote(request[key])} is also the ${what} of ${names}: each account has its own, sub-addresses as aws+${name}@… help`,
    );
  });
}

/** Every account was requested, or is one that the landing zone itself consists of. */
function checkOrigins({ organization, accounts }: LandingZoneData): Issue[] {
  const own = new Set<string>(Object.values(organization.accounts));
  return Object.entries(accounts).flatMap(([name, { accountId, request }]) =>
    check(
      (request !== undefined) !== own.has(accountId),
      `${PATH}.${name}.request`,
      request === undefined
        ? `is missing: account ${accountId} is none of organization.accounts, so somebody requested it`
        : `account ${accountId} is one of organization.accounts, which nobody requests: remove it`,
    ),
  );
}

/** Every account that something is deployed into is vended, awaited, or declared external. */
function checkOwners(data: LandingZoneData, environment: EnvironmentConfig): Issue[] {
  if (environment.name === "landing-zone") return [];
  const external = Object.values(data.organization.externalAccounts).map(({ accountId }) => accountId);
  return Object.entries(environment.teams).flatMap(([team, { accountId }]) => {
    const path = `${environment.name}.teams.${team}.accountId`;
    if (isPending(accountId) || external.includes(accountId)) return [];
    const owner = Object.entries(data.accounts).find(([, account]) => account.accountId === accountId);
    if (owner === undefined) {
      const message = `account ${accountId} was vended by nobody: add its file to environments/landing-zone/accounts, or declare it in externalAccounts with a reason`;
      return [{ path, message }];
    }
    const [name, { request }] = owner;
    const tagged = request?.tags["Environment"];
    const agrees =
      tagged === undefined || tagged === environment.name || isPlatformEnvironment(environment.name);
    return check(
      agrees,
      path,
      `account ${accountId} is ${name}, whose tag Environment is ${quote(tagged ?? "")}: use an account of ${environment.name}`,
    );
  });
}
