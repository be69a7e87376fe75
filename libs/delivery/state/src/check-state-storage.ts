import type { Place } from "@tagform/config";
import {
  checkStatePrefix,
  ENVIRONMENT_NAMES,
  isEnvironmentName,
  isRegion,
  parseCell,
  physicalNameProblem,
  quote,
  stateStore,
} from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { StateStorageConfig, StateStorageUser } from "./state-storage-config";

const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ROLE = /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

export function checkStateStorage(path: string, config: StateStorageConfig, { scope }: Place): Issue[] {
  const { organizationId, users = [], breakGlassRoles = [], replicaRegion, deletable } = config;
  return [
    ...checkNames(path, config, scope),
    ...check(
      organizationId === undefined || ORGANIZATION.test(organizationId),
      `${path}.organizationId`,
      `must be an organization's id such as o-a1b2c3d4e5, got ${quote(organizationId ?? "")}`,
    ),
    ...users.flatMap((user, index) => checkUser(`${path}.users.${index}`, user, users.slice(0, index))),
    ...breakGlassRoles.flatMap((role, index) => checkRole(`${path}.breakGlassRoles.${index}`, role)),
    ...checkTimes(path, config),
    ...check(
      replicaRegion !== scope,
      `${path}.replicaRegion`,
      `is ${scope} like the states: choose another Region, or leave it out`,
    ),
    ...check(
      deletable === undefined || deletable.reason.trim() !== "",
      `${path}.deletable.reason`,
      "must say why all states may be lost, got an empty text",
    ),
  ];
}

function checkNames(path: string, config: StateStorageConfig, scope: string): Issue[] {
  const { environment } = config;
  if (!isEnvironmentName(environment)) {
    const message = `must be one of ${ENVIRONMENT_NAMES.join(", ")}, got ${quote(environment)}`;
    return [{ path: `${path}.environment`, message }];
  }
  const place = `${path}.tfBackendConfigPrefix`;
  const issues = checkStatePrefix(place, environment, config);
  if (issues.length > 0 || !isRegion(scope)) return issues;
  const { bucket } = stateStore(environment, scope, config);
  const more = config.replicaRegion === undefined ? ["logs"] : ["replica", "logs"];
  const problem = physicalNameProblem("bucket", bucket, ...more);
  return problem === undefined ? [] : [{ path: place, message: `${problem}, or the prefix` }];
}

function checkUser(
  path: string,
  { role, cells }: StateStorageUser,
  earlier: readonly StateStorageUser[],
): Issue[] {
  return [
    ...checkRole(`${path}.role`, role),
    ...check(
      !earlier.some((other) => other.role === role),
      `${path}.role`,
      `${quote(role)} is named twice: give each step a role of its own`,
    ),
    ...check(
      cells === undefined || cells.length > 0,
      `${path}.cells`,
      "names no cell: leave it out for all of them, or the role",
    ),
    ...(cells ?? []).flatMap((cell, index) => checkCell(`${path}.cells.${index}`, cell)),
  ];
}

function checkRole(path: string, role: string): Issue[] {
  return check(
    ROLE.test(role),
    path,
    `must be a role's name with its path, such as tagform/tagform-dev-plan, got ${quote(role)}`,
  );
}

function checkCell(path: string, text: string): Issue[] {
  try {
    parseCell(text);
    return [];
  } catch (problem) {
    return [{ path, message: problem instanceof Error ? problem.message : String(problem) }];
  }
}

function checkTimes(path: string, { history, logRetentionDays }: StateStorageConfig): Issue[] {
  const count = (place: string, value: number, most: number): Issue[] =>
    check(
      Number.isInteger(value) && value >= 1 && value <= most,
      `${path}.${place}`,
      `must be a whole number from 1 to ${most}, got ${value}`,
    );
  return [
    ...count("logRetentionDays", logRetentionDays, 3650),
    ...(history === undefined
      ? []
      : [...count("history.days", history.days, 3650), ...count("history.versions", history.versions, 100)]),
  ];
}
