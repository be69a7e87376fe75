import { deployableCell } from "@tagform/config";
import { type Cell, infraBuildRoleArn } from "@tagform/deployment";
import { type PlacedAccount, placedAccounts, policiesFor } from "@tagform/landing-zone-guardrails";
import type { CellGuardrails } from "@tagform/preflight";
import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { type LandingZone, loadLandingZone } from "../landing-zone";
import { accountPermissions } from "./account-roles";

/** All that limits a delivery of a cell, and the account as the organization's data has it. */
export interface GuardedCell {
  readonly guardrails: CellGuardrails;
  readonly account: PlacedAccount;
}

/**
 * What the organization's data, and that of the account's roles, forbid to who deploys a cell.
 *
 * @throws RefusedError for a cell whose account is not vended yet
 */
export async function cellGuardrails(
  context: Context,
  cell: Cell,
  environment: Environment,
): Promise<GuardedCell> {
  const { accountId, partition } = deployableCell(environment, cell);
  const landingZone = await loadLandingZone();
  const { organization } = landingZone;
  const account = placeOf(accountId, landingZone, cell);
  const permissions = await accountPermissions(context, accountId, landingZone);
  const { environment: name, scope, team } = cell;
  const guardrails: CellGuardrails = {
    role: {
      roleArn: infraBuildRoleArn(accountId, partition),
      accountId,
      partition,
      organizationId: organization.id,
      sessionTags: { environment: name, scope, team },
    },
    applied: policiesFor(organization, account),
    managementAccount: organization.accounts.management,
    identity: permissions?.identity ?? "not judged",
    ...(permissions?.boundary && { boundary: permissions.boundary }),
  };
  return { guardrails, account };
}

/** An account that no file of the landing zone names has at least what the root has. */
function placeOf(accountId: string, { organization, accounts }: LandingZone, cell: Cell): PlacedAccount {
  const placed = placedAccounts(organization, accounts).find((each) => each.accountId === accountId);
  if (placed !== undefined) return placed;
  const external = Object.entries(organization.externalAccounts).find(
    ([, each]) => each.accountId === accountId,
  );
  const unit = external?.[1].organizationalUnit;
  return {
    name: external?.[0] ?? cell.team,
    accountId,
    ...(unit !== undefined && { organizationalUnit: unit }),
  };
}
