import type { Place } from "@tagform/config";
import { quote } from "@tagform/deployment";
import { AFT_MODULE } from "@tagform/landing-zone-aft";
import { check, type Issue } from "@tagform/outcome";

import {
  type AccountFactoryConfig,
  type FactoryLimits,
  type FactoryNetwork,
  type FactoryRepositories,
  type FactoryRetention,
  type FactoryTerraform,
  LOG_DAYS,
} from "./account-factory-config";

const ACCOUNT_ID = /^\d{12}$/;
const EXACT_VERSION = /^\d+\.\d+\.\d+$/;
const OLDEST_TERRAFORM = [1, 6, 1] as const;
const SECRET = /^arn:[^:]+:secretsmanager:[^:]+:(?<account>\d{12}):secret:.+$/;
const HTTPS = /^https:\/\/[^\s/]+/;
const OWNED = /^[\w.-]+(?:\/[\w. -]+)+$/;
const CODECOMMIT_NAME = /^[\w.-]{1,100}$/;
const DISTRIBUTIONS = ["oss", "tfc", "tfe"];
const HOSTS = [
  ...["github", "githubenterprise", "gitlab", "gitlabselfmanaged"],
  ...["bitbucket", "azuredevops", "codecommit"],
];
const LONGEST_BACKUP = 36_500;

/** What can be wrong with the data of one `account-factory`, part by part. */
export function checkAccountFactory(path: string, config: AccountFactoryConfig, place: Place): Issue[] {
  const { organization, terraform, repositories, network, limits = {}, retention = {} } = config;
  return [
    ...check(
      place.scope === organization.homeRegion,
      `${path}.organization.homeRegion`,
      `must be the Region of the cell, because AFT is deployed where Control Tower is, got ${quote(organization.homeRegion)} in a cell of ${place.scope}`,
    ),
    ...checkAccounts(`${path}.organization.accounts`, organization.accounts, place),
    ...checkTerraform(`${path}.terraform`, terraform, config),
    ...checkRepositories(`${path}.repositories`, repositories),
    ...checkNetwork(`${path}.network`, network),
    ...checkLimits(`${path}.limits`, limits),
    ...checkRetention(`${path}.retention`, retention),
    ...(config.framework === undefined
      ? []
      : checkUrl(`${path}.framework.repositoryUrl`, config.framework.repositoryUrl)),
  ];
}

type Accounts = AccountFactoryConfig["organization"]["accounts"];

function checkAccounts(path: string, accounts: Accounts, { accountId }: Place): Issue[] {
  const { management, logArchive, audit, accountFactory } = accounts;
  const named = Object.entries({ management, logArchive, audit, accountFactory });
  return [
    ...named.flatMap(([name, id]) =>
      check(ACCOUNT_ID.test(id), `${path}.${name}`, `must be 12 digits, got ${quote(id)}`),
    ),
    ...check(
      new Set(named.map(([, id]) => id)).size === named.length,
      path,
      "must be four accounts: AFT has one of its own, which is neither management, log archive nor audit",
    ),
    ...check(
      accountId === management,
      `${path}.management`,
      `must be the account of the cell, because AFT is deployed from there, got ${quote(management)} in a cell of ${accountId}`,
    ),
  ];
}

function checkTerraform(
  path: string,
  terraform: FactoryTerraform,
  { organization }: AccountFactoryConfig,
): Issue[] {
  const { distribution, version } = terraform;
  if (!DISTRIBUTIONS.includes(distribution)) {
    return [
      {
        path: `${path}.distribution`,
        message:
          `must be one of ${DISTRIBUTIONS.join(", ")}, got ${quote(distribution)}: ` +
          `AFT ${AFT_MODULE.version} supports Terraform, HCP Terraform and Terraform Enterprise, and no OpenTofu`,
      },
    ];
  }
  return [
    ...check(
      EXACT_VERSION.test(version) && isSupported(version),
      `${path}.version`,
      `must be an exact version from ${OLDEST_TERRAFORM.join(".")}, got ${quote(version)}`,
    ),
    ...(terraform.distribution === "oss"
      ? check(
          terraform.replicaRegion !== organization.homeRegion,
          `${path}.replicaRegion`,
          `must be another Region than Control Tower's ${organization.homeRegion}, in which the states are`,
        )
      : checkOrganization(path, terraform, organization.accounts)),
  ];
}

function isSupported(version: string): boolean {
  const numbers = version.split(".").map(Number);
  const first = OLDEST_TERRAFORM.findIndex((least, index) => numbers[index] !== least);
  return first === -1 || (numbers[first] ?? 0) > (OLDEST_TERRAFORM[first] ?? 0);
}

function checkOrganization(
  path: string,
  terraform: Exclude<FactoryTerraform, { distribution: "oss" }>,
  { management }: Accounts,
): Issue[] {
  const { organizationName, tokenSecretArn } = terraform;
  return [
    ...check(
      organizationName.trim() !== "",
      `${path}.organizationName`,
      "must name the organization, got an empty text",
    ),
    ...check(
      SECRET.exec(tokenSecretArn)?.groups?.["account"] === management,
      `${path}.tokenSecretArn`,
      `must be the ARN of a secret of the management account ${management}, got ${quote(tokenSecretArn)}`,
    ),
    ...(terraform.distribution === "tfe" ? checkUrl(`${path}.apiEndpoint`, terraform.apiEndpoint) : []),
  ];
}

function checkUrl(path: string, url: string): Issue[] {
  return check(HTTPS.test(url), path, `must begin with https:// and a host, got ${quote(url)}`);
}

function checkRepositories(path: string, repositories: FactoryRepositories): Issue[] {
  const { accountRequest, globalCustomizations, accountCustomizations } = repositories;
  const { accountProvisioningCustomizations } = repositories;
  const four = {
    accountRequest,
    globalCustomizations,
    accountCustomizations,
    accountProvisioningCustomizations,
  };
  const [pattern, example] =
    repositories.host === "codecommit"
      ? [CODECOMMIT_NAME, "aft-account-request"]
      : [OWNED, "example/aft-account-request, the owner first"];
  return [
    ...checkHost(path, repositories),
    ...Object.entries(four).flatMap(([name, repository]) => [
      ...check(
        pattern.test(repository.name),
        `${path}.${name}.name`,
        `must be like ${example}, got ${quote(repository.name)}`,
      ),
      ...check(
        repository.branch !== "",
        `${path}.${name}.branch`,
        "must name a branch, got an empty text: leave it out for main",
      ),
    ]),
    ...check(
      new Set(Object.values(four).map(({ name }) => name)).size === Object.keys(four).length,
      path,
      "must be four repositories: AFT runs each for another purpose",
    ),
  ];
}

function checkHost(path: string, repositories: FactoryRepositories): Issue[] {
  if ("url" in repositories) return checkUrl(`${path}.url`, repositories.url);
  if ("existingCustomer" in repositories) {
    return check(
      repositories.existingCustomer.reason.trim() !== "",
      `${path}.existingCustomer.reason`,
      "must say since when CodeCommit is used: it takes no new customers",
    );
  }
  return check(
    HOSTS.includes(repositories.host),
    `${path}.host`,
    `must be one of ${HOSTS.join(", ")}, got ${quote(repositories.host)}`,
  );
}

function checkNetwork(path: string, network: FactoryNetwork): Issue[] {
  if (network.kind !== "existing") return [];
  return [
    ...check(
      /^vpc-[0-9a-f]+$/.test(network.vpcId),
      `${path}.vpcId`,
      `must be like vpc-0a1b2c3d, got ${quote(network.vpcId)}`,
    ),
    ...check(
      network.privateSubnetIds.length > 0,
      `${path}.privateSubnetIds`,
      "must name the subnets that AFT runs in",
    ),
  ];
}

function checkLimits(path: string, limits: FactoryLimits): Issue[] {
  const { concurrentAccounts, concurrentCustomizations, buildTimeoutMinutes, buildComputeType } = limits;
  return [
    ...checkWhole(`${path}.concurrentAccounts`, concurrentAccounts),
    ...checkWhole(`${path}.concurrentCustomizations`, concurrentCustomizations),
    ...checkWhole(`${path}.buildTimeoutMinutes`, buildTimeoutMinutes, { from: 5, to: 480 }),
    ...check(
      buildComputeType?.startsWith("BUILD_") ?? true,
      `${path}.buildComputeType`,
      `must be like BUILD_GENERAL1_MEDIUM, got ${quote(buildComputeType ?? "")}`,
    ),
  ];
}

function checkRetention(path: string, retention: FactoryRetention): Issue[] {
  const { logDays, logArchiveDays, stateAccessLogDays, pipelineDays, backupDays } = retention;
  return [
    ...check(
      logDays === undefined || LOG_DAYS.includes(logDays),
      `${path}.logDays`,
      `must be one of ${LOG_DAYS.join(", ")}, got ${String(logDays)}: leave it out to keep them for ever`,
    ),
    ...checkWhole(`${path}.logArchiveDays`, logArchiveDays),
    ...checkWhole(`${path}.stateAccessLogDays`, stateAccessLogDays),
    ...checkWhole(`${path}.pipelineDays`, pipelineDays),
    ...checkWhole(`${path}.backupDays`, backupDays, { from: 1, to: LONGEST_BACKUP }),
  ];
}

function checkWhole(
  path: string,
  number: number | undefined,
  { from, to }: { readonly from: number; readonly to?: number } = { from: 1 },
): Issue[] {
  const isFine =
    number === undefined ||
    (Number.isInteger(number) && number >= from && number <= (to ?? Number.POSITIVE_INFINITY));
  return check(
    isFine,
    path,
    `must be a whole number from ${from}${to === undefined ? "" : ` to ${to}`}, got ${String(number)}`,
  );
}
