import { setTimeout as wait } from "node:timers/promises";

import { type AccountProgress, isUnderWay, writeAccountIds } from "@tagform/landing-zone-vending";
import { EXIT, type ExitCode } from "@tagform/outcome";
import type { Command } from "commander";

import type { Runner } from "../command";
import type { Context } from "../context";
import { renderProgress, renderWrittenIds } from "../terminal/accounts-text";
import { accountFiles } from "./account-files";
import { progressOf } from "./account-progress";
import { WATCH_MS } from "./accounts-vend";
import { selectRequests } from "./selected-requests";
import { type Vending, type VendingOptions, vendingOptions, withVending } from "./vending-sources";

interface TrackOptions extends VendingOptions {
  readonly watch?: true;
  readonly write: boolean;
}

export function registerAccountsStatus(accounts: Command, context: Context, run: Runner): void {
  const command = accounts
    .command("status")
    .description("show how far each requested account is; exit code 2 when one failed or is late")
    .argument("[account...]", "research-dev; all requested accounts if there is none");
  vendingOptions(command, "print one JSON array").action(
    run(async (names: string[], options: VendingOptions) => {
      const progress = await withVending(options, (vending) => look(context, vending, names));
      context.print(
        options.json ? JSON.stringify(progress, undefined, 2) : renderProgress(progress, context),
      );
      return exitCodeOf(progress);
    }),
  );
}

export function registerAccountsTrack(accounts: Command, context: Context, run: Runner): void {
  const command = accounts
    .command("track")
    .description("follow requested accounts, and write the ids of those that are ready into the environments")
    .argument("[account...]", "research-dev; all requested accounts if there is none")
    .option("--watch", "look again every minute until nothing is under way")
    .option("--no-write", "write no ids");
  vendingOptions(command, "print one JSON object").action(
    run(async (names: string[], options: TrackOptions) => {
      const progress = await withVending(options, (vending) => follow(context, vending, names, options));
      const ids = options.write ? readyIds(progress) : new Map<string, string>();
      const files = await writeAccountIds(accountFiles(context.root), ids);
      const written = { ids: Object.fromEntries(ids), files };
      context.print(
        options.json
          ? JSON.stringify({ accounts: progress, ...written }, undefined, 2)
          : [renderProgress(progress, context), ...renderWrittenIds(written)].join("\n"),
      );
      return exitCodeOf(progress);
    }),
  );
}

async function follow(
  context: Context,
  vending: Vending,
  names: readonly string[],
  { watch }: TrackOptions,
): Promise<AccountProgress[]> {
  const stages = new Map<string, string>();
  for (;;) {
    const progress = await look(context, vending, names);
    if (!watch || context.signal.aborted || !progress.some(isUnderWay)) return progress;
    for (const { name, stage } of progress) {
      if (stages.get(name) !== stage) context.note(`track: ${name}: ${stage}`);
      stages.set(name, stage);
    }
    context.status.start(`${progress.filter(isUnderWay).length} accounts are under way`);
    await wait(WATCH_MS, undefined, { signal: context.signal }).catch(() => undefined);
    context.status.stop();
  }
}

async function look(
  context: Context,
  vending: Vending,
  names: readonly string[],
): Promise<AccountProgress[]> {
  context.status.start("asks how far the accounts are");
  const requests = selectRequests(vending.data, names);
  return progressOf(vending, requests).finally(() => context.status.stop());
}

/** Only of those that are ready: before, the roles that deliveries take are not there. */
function readyIds(progress: readonly AccountProgress[]): Map<string, string> {
  return new Map(
    progress.flatMap(({ name, accountId, stage, isWritten }) =>
      stage === "ready" && accountId !== null && !isWritten ? [[name, accountId] as const] : [],
    ),
  );
}

const exitCodeOf = (progress: readonly AccountProgress[]): ExitCode =>
  progress.some(({ stage, isLate }) => stage === "failed" || isLate) ? EXIT.changes : EXIT.ok;
