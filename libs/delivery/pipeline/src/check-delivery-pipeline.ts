import { type Place, RETENTION_DAYS } from "@tagform/config";
import {
  checkTeamName,
  DELIVERY_STORES,
  ENVIRONMENT_NAMES,
  isEnvironmentName,
  isPending,
  isScope,
  physicalNameProblem,
  quote,
} from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkNetwork } from "./check-network";
import { checkRepository } from "./check-repository";
import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";
import { checkWatch } from "./watch/check-watch";

const ACCOUNT = /^\d{12}$/;
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ROLE = /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const MAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/**
 * An account has 60 builds at the same time unless it asked for more. Those beyond would wait in CodeBuild's own queue, of
 * which "it is not possible to predict the order".
 * https://docs.aws.amazon.com/codebuild/latest/userguide/builds-working.html
 */
const MOST_RUNNING = 50;

/** An approval may take 7 days, and so may the queue before it. */
const SHORTEST_COMMIT_RETENTION = 15;

export function checkDeliveryPipeline(path: string, config: DeliveryPipelineConfig, place: Place): Issue[] {
  const { releaseBranch, alarmEmails = [] } = config;
  return [
    ...checkNames(path, config),
    ...checkCells(path, config),
    ...checkRepository(`${path}.repository`, config.repository, place),
    ...check(
      BRANCH.test(releaseBranch),
      `${path}.releaseBranch`,
      `must be a branch's name such as "main", got ${quote(releaseBranch)}`,
    ),
    ...checkNumbers(path, config),
    ...checkWatch(path, config),
    ...alarmEmails.flatMap((address, index) =>
      check(
        MAIL.test(address),
        `${path}.alarmEmails.${index}`,
        `must be a mail address, got ${quote(address)}`,
      ),
    ),
    ...(config.breakGlassRoles ?? []).flatMap((role, index) =>
      check(
        ROLE.test(role),
        `${path}.breakGlassRoles.${index}`,
        `must be a role's name with its path, such as rescue/state-keeper, got ${quote(role)}`,
      ),
    ),
    ...(config.vpc === undefined ? [] : checkNetwork(`${path}.vpc`, config.vpc)),
    ...checkDeletable(path, config),
  ];
}

function checkNames(path: string, { environment, tfBackendConfigPrefix }: DeliveryPipelineConfig): Issue[] {
  if (!isEnvironmentName(environment)) {
    const message = `must be one of ${ENVIRONMENT_NAMES.join(", ")}, got ${quote(environment)}`;
    return [{ path: `${path}.environment`, message }];
  }
  const problem = DELIVERY_STORES.map((store) =>
    physicalNameProblem("bucket", tfBackendConfigPrefix, environment, store, "logs"),
  ).find((each) => each !== undefined);
  return problem === undefined
    ? []
    : [{ path: `${path}.tfBackendConfigPrefix`, message: `${problem}, or the prefix` }];
}

function checkCells(path: string, { teams, ...config }: DeliveryPipelineConfig): Issue[] {
  const { organizationId } = config;
  return [
    ...check(
      organizationId === undefined || ORGANIZATION.test(organizationId),
      `${path}.organizationId`,
      `must be like o-a1b2c3d4e5, got ${quote(organizationId ?? "")}`,
    ),
    ...check(Object.keys(teams).length > 0, `${path}.teams`, "names no team: nothing could be delivered"),
    ...Object.entries(teams).flatMap(([name, accountId]) => [
      ...checkTeamName(`${path}.teams.${name}`, name),
      ...check(
        ACCOUNT.test(accountId) || isPending(accountId),
        `${path}.teams.${name}`,
        `must be 12 digits, got ${quote(accountId)}`,
      ),
    ]),
    ...checkScopes(`${path}.scopes`, config),
  ];
}

function checkScopes(
  path: string,
  { layout, scopes = [] }: Pick<DeliveryPipelineConfig, "layout" | "scopes">,
): Issue[] {
  if (layout === "central") {
    return check(
      scopes.length === 0,
      path,
      "are for layout regional: with central all share one bucket, remove them",
    );
  }
  return [
    ...check(scopes.length > 0, path, "names no scope: nothing could be delivered"),
    ...scopes.flatMap((scope, index) => [
      ...check(isScope(scope), `${path}.${index}`, `must be a Region or global, got ${quote(scope)}`),
      ...check(scopes.indexOf(scope) === index, `${path}.${index}`, `names ${scope} a second time`),
    ]),
  ];
}

function checkNumbers(path: string, config: DeliveryPipelineConfig): Issue[] {
  const { maxRunning = 10, commitRetentionDays = 60, sweepMinutes = 60, logRetentionDays } = config;
  const between = (name: string, value: number, least: number, most: number): Issue[] =>
    check(
      Number.isInteger(value) && value >= least && value <= most,
      `${path}.${name}`,
      `must be a whole number from ${least} to ${most}, got ${value}`,
    );
  return [
    ...between("maxRunning", maxRunning, 1, MOST_RUNNING),
    ...between("sweepMinutes", sweepMinutes, 5, 1440),
    ...between("commitRetentionDays", commitRetentionDays, SHORTEST_COMMIT_RETENTION, 3650),
    ...check(
      RETENTION_DAYS.includes(logRetentionDays),
      `${path}.logRetentionDays`,
      `must be one of ${RETENTION_DAYS.join(", ")}, got ${logRetentionDays}`,
    ),
  ];
}

function checkDeletable(path: string, { environment, deletable }: DeliveryPipelineConfig): Issue[] {
  if (deletable === undefined) return [];
  return [
    ...check(
      deletable.reason.trim() !== "",
      `${path}.deletable.reason`,
      "must say why the delivery may be lost, got an empty text",
    ),
    ...check(
      environment !== "tooling",
      `${path}.deletable`,
      "the delivery of tooling would delete itself while it runs: leave it out",
    ),
  ];
}
