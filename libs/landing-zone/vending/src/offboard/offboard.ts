import { RefusedError } from "@tagform/outcome";

import type { AccountDirectory, ExistingAccount } from "../aws/account-directory";
import type { EnrolledProducts } from "../aws/enrolled-products";
import type { RequestTables } from "../aws/request-table";
import { type CountResources, customizationStates } from "../aws/state-resources";
import { assertMayOffboard, type OffboardingFacts, SUSPENDED } from "./check-offboarding";

/** In this order: what runs in the account, what AFT keeps of it, Control Tower, its place, the account itself. */
export type OffboardingStep = "cells" | "customizations" | "request" | "unenroll" | "suspend" | "close";

export interface StepOutcome {
  readonly step: OffboardingStep;
  /** `already`: it was so before; `waiting`: begun, AWS is not through: the same command goes on. */
  readonly state: "already" | "done" | "waiting" | "planned" | "not-needed";
  readonly detail: string;
}

export interface OffboardRequest extends Omit<OffboardingFacts, "tree"> {
  readonly directory: AccountDirectory;
  /** @default - Organizations vends: AFT keeps nothing */
  readonly tables?: RequestTables;
  readonly products: EnrolledProducts;
  readonly countResources: CountResources;
  /**
   * Why resources of customizations may stay in the account.
   *
   * @default - they must be gone
   */
  readonly leaveCustomizations?: string;
  /** Nothing is done; what would be is told. */
  readonly isDryRun: boolean;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly report: (line: string) => void;
}

const POLL_MS = 10_000;
const PATIENCE_MS = 20 * 60_000;

/**
 * Gives an account up, as its data says. Every step looks first whether it is done: a run may end at any point and be
 * repeated. The account's file stays until the account is closed.
 *
 * @throws RefusedError where the data, the confirmation or what is left in the account forbids it; nothing was done then
 */
export async function offboard(request: OffboardRequest): Promise<StepOutcome[]> {
  const tree = await request.directory.tree();
  assertMayOffboard({ ...request, tree });
  const account = tree.accounts.find(({ accountId }) => accountId === request.named.accountId);
  if (account === undefined)
    throw new RefusedError(`the organization has no account ${request.named.accountId}`);
  const outcomes: StepOutcome[] = [];
  for (const step of stepsOf(request)) {
    const outcome = await step(request, account, tree.rootId);
    outcomes.push(outcome);
    request.report(`${outcome.step}: ${outcome.state}: ${outcome.detail}`);
    if (outcome.state === "waiting") break;
  }
  return outcomes;
}

type Step = (request: OffboardRequest, account: ExistingAccount, rootId: string) => Promise<StepOutcome>;

function stepsOf({ organization, named }: OffboardRequest): Step[] {
  const factory = organization.vending === "account-factory" ? [customizations, removeRequest, unenroll] : [];
  const close = named.request.offboard?.as === "close" ? [closeAccount] : [];
  return [cellsAreGone, ...factory, suspend, ...close];
}

const outcome = (step: OffboardingStep, state: StepOutcome["state"], detail: string): StepOutcome => ({
  step,
  state,
  detail,
});

/** Checked before the first step, with everything else. */
const cellsAreGone: Step = ({ cells }) =>
  Promise.resolve(
    outcome("cells", "already", `${cells.length} cells of the account have no resources: ${namesOf(cells)}`),
  );

const namesOf = (cells: OffboardRequest["cells"]): string =>
  cells.length === 0 ? "there is none" : cells.map(({ cell }) => cell).join(", ");

/** AFT destroys nothing when a request goes, and forgets the states: what they still hold would be orphaned. */
const customizations: Step = async (request, { accountId, state }) => {
  if (state !== "ACTIVE") return outcome("customizations", "not-needed", `the account is ${state}`);
  const states = customizationStates(request.organization.accounts.accountFactory, accountId);
  const counts = await Promise.all(states.map((one) => request.countResources(one)));
  const left = states.flatMap(({ key }, index) =>
    (counts[index] ?? 0) === 0 ? [] : [`${key} (${counts[index] ?? 0} resources)`],
  );
  if (left.length === 0) return outcome("customizations", "already", "no state of them has resources");
  if (request.leaveCustomizations !== undefined) {
    return outcome(
      "customizations",
      "not-needed",
      `left in the account: ${left.join(", ")}: ${request.leaveCustomizations}`,
    );
  }
  throw new RefusedError(
    `customizations of ${request.named.name} still have resources: ${left.join(", ")}: destroy them as ` +
      "docs/runbooks/offboarding.md says, or say why they may stay by --leave-customizations",
  );
};

const removeRequest: Step = async ({ tables, named, isDryRun, sleep }, { accountId }) => {
  const stored = await tables?.request(named.request.email);
  if (tables === undefined || (stored === undefined && !(await tables.knows(accountId)))) {
    return outcome("request", "already", "AFT knows nothing of the account");
  }
  if (isDryRun) return outcome("request", "planned", "the request is removed, AFT forgets the account");
  if (stored !== undefined && !(await tables.remove(stored))) {
    throw new RefusedError(
      `${named.name}: somebody else changes its request now: run the same command again`,
    );
  }
  for (let waited = 0; await tables.knows(accountId); waited += POLL_MS) {
    if (waited >= PATIENCE_MS) {
      return outcome(
        "request",
        "waiting",
        "AFT has not forgotten the account; before 1.8.0 it never does: remove its item in aft-request-metadata then",
      );
    }
    await sleep(POLL_MS);
  }
  return outcome("request", "done", "the request is removed, AFT has forgotten the account");
};

const unenroll: Step = async ({ products, named, isDryRun, sleep }, { accountId }) => {
  const isOwn = (one: { name: string; accountId?: string }): boolean =>
    one.accountId === accountId || (one.accountId === undefined && one.name === named.request.name);
  const product = (await products.list()).find(isOwn);
  if (product === undefined)
    return outcome("unenroll", "already", "Control Tower does not govern the account");
  if (isDryRun) return outcome("unenroll", "planned", `Control Tower lets it go (product ${product.id})`);
  if (product.state !== "UNDER_CHANGE") await products.terminate(product.id);
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    if (!(await products.list()).some(({ id }) => id === product.id)) {
      return outcome("unenroll", "done", "Control Tower does not govern the account any more");
    }
    await sleep(POLL_MS);
  }
  return outcome("unenroll", "waiting", `Control Tower is letting it go (product ${product.id})`);
};

const suspend: Step = async ({ directory, organization, isDryRun }, { accountId, state }) => {
  const target = organization.units[SUSPENDED]?.id ?? "";
  if (state !== "ACTIVE") return outcome("suspend", "not-needed", `the account is ${state}`);
  // Where it is now: Control Tower moves what it lets go below the root.
  const { accounts } = await directory.tree();
  const from = accounts.find((one) => one.accountId === accountId)?.parentId ?? "";
  if (from === target) return outcome("suspend", "already", `it is in ${SUSPENDED}`);
  if (isDryRun) return outcome("suspend", "planned", `it moves from ${from} to ${SUSPENDED}`);
  await directory.move(accountId, from, target);
  return outcome("suspend", "done", `moved from ${from} to ${SUSPENDED}`);
};

const closeAccount: Step = async ({ directory, isDryRun, named }, { accountId, state }) => {
  if (state !== "ACTIVE") return outcome("close", "already", `the account is ${state}`);
  if (isDryRun) return outcome("close", "planned", `account ${accountId} is closed`);
  await directory.closeAccount(accountId);
  return outcome(
    "close",
    "done",
    `AWS closes account ${accountId}; for 90 days AWS Support can reopen it. Its address ${named.request.email} stays taken`,
  );
};
