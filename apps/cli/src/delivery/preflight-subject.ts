import { addressRangesOf, deployableCell } from "@tagform/config";
import type { Cell } from "@tagform/deployment";
import { type PlacedAccount, placedAccounts, policiesFor } from "@tagform/landing-zone-guardrails";
import { UserError } from "@tagform/outcome";
import {
  openAws,
  type OtherRange,
  type PlannedCell,
  type PreflightSubject,
  withoutExisting,
} from "@tagform/preflight";
import { type CellSession, type Cloud, type Destination, LockStore } from "@tagform/steps";
import { type Environment, kinds } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { readEnvironments } from "../environments";
import { type LandingZone, loadLandingZone } from "../landing-zone";
import type { StateOptions } from "../state-options";
import { cellGuardrails } from "./cell-guardrails";
import { ofCell } from "./planned-cell";

export interface PreflightQuestion {
  readonly cell: Cell;
  readonly environment: Environment;
  readonly destination: Destination;
  readonly cloud: Cloud;
  readonly session: CellSession;
  /** `destroy`: nothing is planned that could lack room or rights. @default "deploy" */
  readonly mode?: "deploy" | "destroy";
}

/**
 * What preflight needs to know of a cell, from the data and the configuration of this tree, and from the cell's state.
 *
 * @throws RefusedError for a cell whose account is not vended yet
 */
export async function preflightSubject(
  context: Context,
  question: PreflightQuestion,
  options: StateOptions,
): Promise<PreflightSubject> {
  const { cell, environment, destination, cloud, session, mode = "deploy" } = question;
  const { accountId, providerRegion: region, partition } = deployableCell(environment, cell);
  const landingZone = await loadLandingZone();
  const { guardrails } = await cellGuardrails(context, cell, environment);
  const planned: PlannedCell =
    mode === "destroy"
      ? { source: "configuration", resources: [] }
      : await plannedChanges(context, cell, options, cloud, destination);
  return {
    ...{ cell, accountId, partition, region, cloud, session, planned, guardrails },
    state: destination.state,
    locks: environment.state.locks,
    otherRanges: await rangesOfOthers(cell),
    policiesFor: (account) => policiesOf(account, landingZone),
    ...openAws({ cloud, region, partition, accountId, session }),
    now: () => new Date(),
  };
}

/** The configuration without what its state has; a state that cannot be read is the check of the state's to tell. */
async function plannedChanges(
  context: Context,
  cell: Cell,
  options: StateOptions,
  cloud: Cloud,
  { state }: Destination,
): Promise<PlannedCell> {
  const { planned } = await ofCell(context, cell, options);
  const store = await LockStore.open(cloud, state);
  try {
    const bytes = await store.state(state);
    return bytes === undefined ? planned : withoutExisting(planned, Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.note(`preflight: ${error.message}; asked is as if nothing of the cell existed`);
    return planned;
  } finally {
    store.close();
  }
}

function policiesOf(accountId: string, { organization, accounts }: LandingZone) {
  const account: PlacedAccount | undefined = placedAccounts(organization, accounts).find(
    (each) => each.accountId === accountId,
  );
  return account === undefined ? undefined : policiesFor(organization, account);
}

/** Ranges that the data gives to other cells; none where it says why this cell's may overlap them. */
async function rangesOfOthers({ environment, team, scope }: Cell): Promise<OtherRange[]> {
  const ranges = addressRangesOf(await readEnvironments(), kinds);
  const isOwn = ({ path }: OtherRange): boolean =>
    path.startsWith(`${environment}.teams.${team}.scopes.${scope}.`);
  const mayOverlap = ranges.some((range) => isOwn(range) && range.overlap !== undefined);
  return mayOverlap ? [] : ranges.filter((range) => !isOwn(range) && range.overlap === undefined);
}
