import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type EnvironmentName, formatCell, INFRA_BUILD_ROLE, isEnvironmentName } from "@tagform/deployment";
import { type NamedPolicy, synthesizedRoles } from "@tagform/policy-evaluator";
import type { Environment, Workload } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { readEnvironments } from "../environments";
import type { LandingZone } from "../landing-zone";
import { withTemporaryRun } from "./look";
import { synthesizerOf } from "./synthesize";

/** What the role that applies may do in an account, and its boundary. */
export interface AccountPermissions {
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
}

type RolesConfig = Extract<Workload, { readonly kind: "account-roles" }>;

/**
 * What `InfraBuildRole` of an account may do: as the cell makes it that has the account's roles, else as the landing zone's
 * customizations make it of the account's request.
 *
 * @returns undefined where no data says it
 */
export async function accountPermissions(
  context: Context,
  accountId: string,
  landingZone: LandingZone,
): Promise<AccountPermissions | undefined> {
  const environments = await readEnvironments();
  const config =
    rolesOfCells(environments, accountId) ?? rolesOfRequest(accountId, landingZone, environments);
  const template = environments.find(({ name }) => name === "tooling");
  if (config === undefined || template === undefined) return undefined;
  // A cell of its own for the same kind: the account's name in it is nobody's.
  const cell = { environment: "tooling", scope: "global", team: "account" } as const;
  const teams = { account: { accountId, scopes: { global: { workloads: { roles: config } } } } };
  return withTemporaryRun(context.root, async (folder) => {
    const synthesize = synthesizerOf({ ...template, teams }, cell, {}, context.env, "json");
    const { directory, file } = await synthesize(folder);
    const { roles, policy } = synthesizedRoles(
      JSON.parse(await readFile(join(directory, file), "utf8")) as object,
    );
    const role = roles.find(({ name }) => name === INFRA_BUILD_ROLE);
    if (role === undefined) throw new Error(`${formatCell(cell)} makes no ${INFRA_BUILD_ROLE}`);
    const identity = role.identity.map((document) => ({ name: INFRA_BUILD_ROLE, document }));
    return { identity, ...(policy && { boundary: { name: "InfraBoundary", document: policy } }) };
  });
}

function rolesOfCells(environments: readonly Environment[], accountId: string): RolesConfig | undefined {
  for (const team of environments.flatMap(({ teams }) => Object.values(teams))) {
    if (team.accountId !== accountId) continue;
    for (const scope of Object.values(team.scopes)) {
      const found = Object.values(scope.workloads).find(isRoles);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Custom fields of the request are what the customizations are given. */
function rolesOfRequest(
  accountId: string,
  { accounts }: LandingZone,
  environments: readonly Environment[],
): RolesConfig | undefined {
  const found = Object.entries(accounts).find(([, account]) => account.accountId === accountId);
  const { environment, teams } = found?.[1].request?.customFields ?? {};
  const tooling = environments.find(({ name }) => name === "tooling")?.teams["account"]?.accountId;
  if (found === undefined || teams === undefined || tooling === undefined || !isName(environment))
    return undefined;
  return {
    kind: "account-roles",
    toolingAccountId: tooling,
    environment,
    teams: [teams],
    otherDeliveries: [{ environment: "landing-zone", teams: [found[0]] }],
  };
}

const isName = (text: string | undefined): text is EnvironmentName =>
  text !== undefined && isEnvironmentName(text);

const isRoles = (workload: Workload): workload is RolesConfig => workload.kind === "account-roles";
