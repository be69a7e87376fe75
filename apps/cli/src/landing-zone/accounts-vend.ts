import { setTimeout as wait } from "node:timers/promises";

import {
  BATCH,
  changesOf,
  isUnderWay,
  type KeptPlan,
  LARGEST_BATCH,
  planAccounts,
  type PlannedAccount,
  readExisting,
  readPlan,
  reconcile,
  requestsOf,
  vendAccounts,
  vendRequests,
} from "@tagform/landing-zone-vending";
import { EXIT, RefusedError, UserError } from "@tagform/outcome";
import type { Command } from "commander";

import type { Runner } from "../command";
import type { Context } from "../context";
import { renderPlan, renderVended, type Vended } from "../terminal/accounts-text";
import { progressOf } from "./account-progress";
import { askYesNo } from "./ask";
import { planFilePath } from "./plan-file-path";
import { type Vending, type VendingOptions, vendingOptions, withVending } from "./vending-sources";

interface VendOptions extends VendingOptions {
  readonly plan?: string;
  readonly approve?: string;
  readonly batch?: string;
  readonly watch?: true;
}

/** Between two looks at AFT, in milliseconds: an account takes 20 minutes at least. */
export const WATCH_MS = 60_000;

export function registerAccountsVend(accounts: Command, context: Context, run: Runner): void {
  const command = accounts
    .command("vend")
    .description("do exactly what a plan of accounts says, once it is approved; goes on where a run ended")
    .option("--plan <file>", "the plan (default: .tagform/accounts-plan.json)")
    .option("--approve <digest>", "approve the plan of this digest, where nobody can be asked")
    .option(
      "--batch <count>",
      `accounts that AFT works on at a time, at most ${LARGEST_BATCH}`,
      String(BATCH),
    )
    .option("--watch", "wait, and write the next batch as AFT gets through");
  vendingOptions(command, "print one JSON object").action(
    run(async (options: VendOptions) => {
      const file = planFilePath(context, options.plan);
      const kept = await readPlan(file);
      const batch = readBatch(options.batch);
      if (changesOf(kept.plan).length > 0) await approve(context, kept, file, options);
      const vended = await withVending(options, (vending) =>
        vend(context, vending, kept, { ...options, batch }),
      );
      context.print(options.json ? JSON.stringify(vended, undefined, 2) : renderVended(vended));
      if (vended.problems.length > 0) return EXIT.error;
      return vended.waiting.length > 0 ? EXIT.changes : EXIT.ok;
    }),
  );
}

function readBatch(text = String(BATCH)): number {
  const batch = Number(text);
  if (Number.isInteger(batch) && batch >= 1 && batch <= LARGEST_BATCH) return batch;
  throw new UserError(
    `--batch must be a whole number from 1 to ${LARGEST_BATCH}, got ${JSON.stringify(text)}`,
  );
}

async function approve(context: Context, kept: KeptPlan, file: string, { approve: digest }: VendOptions) {
  if (digest !== undefined) {
    if (digest === kept.digest) return;
    throw new RefusedError(`--approve is of another plan: ${file} has the digest ${kept.digest}`);
  }
  if (!context.isInteractive) {
    throw new RefusedError(
      `nobody can be asked here: read the plan, then run tagform accounts vend --approve ${kept.digest}`,
    );
  }
  context.note(renderPlan(kept, file, context));
  if (!(await askYesNo(context, "Vend exactly this?"))) throw new RefusedError("the plan was not approved");
}

async function vend(
  context: Context,
  vending: Vending,
  kept: KeptPlan,
  { batch, watch }: { readonly batch: number; readonly watch?: true },
): Promise<Vended> {
  if (vending.factory === undefined) return vendAlone(context, vending, kept);
  const all: Vended = { written: [], done: [], waiting: [], problems: [] };
  for (;;) {
    const round = await vendBatch(vending, kept, batch);
    const vended = { ...round, written: [...all.written, ...round.written] };
    if (vended.waiting.length === 0 || !watch || context.signal.aborted) return vended;
    Object.assign(all, vended);
    context.note(`vend: ${round.written.length} requests written, ${round.waiting.length} wait for AFT`);
    await wait(WATCH_MS, undefined, { signal: context.signal }).catch(() => undefined);
  }
}

/** What the plan still has to do, as things are now. */
async function openOf({ data, directory, factory }: Vending, { plan }: KeptPlan) {
  const sources = { directory, ...(factory === undefined ? {} : { tables: factory.tables }) };
  const existing = await readExisting(data.organization, data.accounts, sources);
  const names = new Set(changesOf(plan).map(({ name }) => name));
  return { existing, ...reconcile(plan, planAccounts(data, existing, names)) };
}

async function vendBatch(vending: Vending, kept: KeptPlan, batch: number): Promise<Vended> {
  const { open, done, existing } = await openOf(vending, kept);
  const { tables } = vending.factory ?? {};
  if (tables === undefined) throw new Error("AFT's tables are not open");
  // Few requests fit in any case: AFT need not be asked about each of them.
  const mayOverflow = open.length + existing.requests.length > batch;
  const underWay = mayOverflow
    ? (await progressOf(vending, requestsOf(vending.data.accounts))).filter(isUnderWay).length
    : 0;
  const { written, waiting } = await vendRequests({ open, tables, underWay, batch });
  return { written, waiting, done: namesOf(done), problems: [] };
}

async function vendAlone(context: Context, vending: Vending, kept: KeptPlan): Promise<Vended> {
  const { open, done, existing } = await openOf(vending, kept);
  const vended = await vendAccounts({
    open,
    directory: vending.directory,
    rootId: existing.tree.rootId,
    sleep: (milliseconds) => wait(milliseconds),
    report: (line) => context.note(`vend: ${line}`),
  });
  return {
    written: vended.filter(({ problem }) => problem === null).map(({ name }) => name),
    done: namesOf(done),
    waiting: [],
    problems: vended.flatMap(({ name, problem }) => (problem === null ? [] : [{ name, problem }])),
  };
}

const namesOf = (accounts: readonly PlannedAccount[]): string[] => accounts.map(({ name }) => name);
