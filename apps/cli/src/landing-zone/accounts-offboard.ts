import { setTimeout as wait } from "node:timers/promises";

import { NOTHING_ENROLLED, offboard, stateResources, type StepOutcome } from "@tagform/landing-zone-vending";
import { EXIT, UserError } from "@tagform/outcome";
import type { Command } from "commander";

import type { Runner } from "../command";
import type { Context } from "../context";
import { renderOutcomes } from "../terminal/accounts-text";
import { cellsOfAccount } from "./account-cells";
import { selectRequests } from "./selected-requests";
import { accessOf, type Vending, type VendingOptions, vendingOptions, withVending } from "./vending-sources";

interface OffboardOptions extends VendingOptions {
  readonly confirm: string;
  readonly leaveCustomizations?: string;
  readonly dryRun?: true;
}

export function registerAccountsOffboard(accounts: Command, context: Context, run: Runner): void {
  const command = accounts
    .command("offboard")
    .description("give an account up as its data says: customizations, AFT, Control Tower, unit, closing")
    .argument("<account>", "research-dev")
    .requiredOption("--confirm <account>", "its name once more, typed")
    .option("--leave-customizations <reason>", "why resources of its customizations may stay in it")
    .option("--dry-run", "tell what would be done, and do nothing");
  vendingOptions(command, "print one JSON array").action(
    run(async (name: string, options: OffboardOptions) => {
      if (options.leaveCustomizations?.trim() === "") {
        throw new UserError("--leave-customizations is empty: it is read by whoever asks later");
      }
      const outcomes = await withVending(options, (vending) => offboardOne(context, vending, name, options));
      context.print(options.json ? JSON.stringify(outcomes, undefined, 2) : renderOutcomes(name, outcomes));
      return outcomes.some(({ state }) => state === "waiting") ? EXIT.changes : EXIT.ok;
    }),
  );
}

async function offboardOne(
  context: Context,
  { data, directory, factory }: Vending,
  name: string,
  options: OffboardOptions,
): Promise<StepOutcome[]> {
  const [named] = selectRequests(data, [name]);
  if (named === undefined) throw new UserError(`no account ${name} is requested`);
  const { organization } = data;
  const { leaveCustomizations, endpoint, factoryProfile, confirm, dryRun } = options;
  const access = await accessOf(
    organization.homeRegion,
    organization.accounts.accountFactory,
    endpoint,
    factoryProfile,
  );
  return offboard({
    organization,
    named,
    confirm,
    cells: await cellsOfAccount(named.accountId, context.env, endpoint),
    directory,
    ...(factory === undefined ? {} : { tables: factory.tables }),
    products: factory?.products ?? NOTHING_ENROLLED,
    countResources: (state) => stateResources(access, state),
    ...(leaveCustomizations === undefined ? {} : { leaveCustomizations }),
    isDryRun: dryRun === true,
    sleep: (milliseconds) => wait(milliseconds),
    report: (line) => context.note(`offboard: ${line}`),
  });
}
