import { setTimeout as wait } from "node:timers/promises";

import { type Retry, retryRequest } from "@tagform/landing-zone-vending";
import { EXIT, RefusedError } from "@tagform/outcome";
import type { Command } from "commander";

import type { Runner } from "../command";
import type { Context } from "../context";
import { retryWords } from "../terminal/accounts-text";
import { askYesNo } from "./ask";
import { selectRequests } from "./selected-requests";
import { type Vending, type VendingOptions, vendingOptions, withVending } from "./vending-sources";

interface RetryOptions extends VendingOptions {
  readonly yes?: true;
}

export function registerAccountsRetry(accounts: Command, context: Context, run: Runner): void {
  const command = accounts
    .command("retry")
    .description("begin again what failed of one account's vending, from where it failed")
    .argument("<account>", "research-dev")
    .option("--yes", "do not ask");
  vendingOptions(command, "print one JSON object").action(
    run(async (name: string, options: RetryOptions) => {
      const retry = await withVending(options, (vending) => retryOne(context, vending, name, options));
      context.print(options.json ? JSON.stringify(retry, undefined, 2) : `${name}: ${retryWords(retry)}`);
      return EXIT.ok;
    }),
  );
}

async function retryOne(
  context: Context,
  { data, directory, factory }: Vending,
  name: string,
  options: RetryOptions,
): Promise<Retry> {
  if (factory === undefined) {
    throw new RefusedError(
      "where Organizations vends, a failed account is planned and vended again: tagform accounts plan, then vend",
    );
  }
  return retryRequest({
    ...factory,
    requests: selectRequests(data, [name]),
    tree: await directory.tree(),
    now: new Date(),
    sleep: (milliseconds) => wait(milliseconds),
    report: (line) => context.note(`retry: ${line}`),
    confirm: (retry) => confirm(context, retry, options),
  });
}

async function confirm(context: Context, retry: Retry, { yes }: RetryOptions): Promise<void> {
  if (yes) return;
  if (!context.isInteractive) {
    throw new RefusedError(
      `nobody can be asked here: ${retryWords(retry)}: run tagform accounts retry ${retry.name} --yes`,
    );
  }
  context.note(`${retry.name}: ${retry.because}`);
  if (!(await askYesNo(context, `${retryWords(retry)}?`))) throw new RefusedError("nothing was done");
}
