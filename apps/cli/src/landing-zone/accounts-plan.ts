import {
  changesOf,
  type KeptPlan,
  planAccounts,
  readExisting,
  writePlan,
} from "@tagform/landing-zone-vending";
import { EXIT } from "@tagform/outcome";
import type { Command } from "commander";

import type { Runner } from "../command";
import type { Context } from "../context";
import { renderPlan } from "../terminal/accounts-text";
import { planFilePath } from "./plan-file-path";
import { selectRequests } from "./selected-requests";
import { type Vending, type VendingOptions, vendingOptions, withVending } from "./vending-sources";

interface PlanOptions extends VendingOptions {
  readonly out?: string;
}

export function registerAccountsPlan(accounts: Command, context: Context, run: Runner): void {
  const command = accounts
    .command("plan")
    .description("compare the requested accounts with what exists; exit code 2 when vending would change it")
    .argument("[account...]", "research-dev; all accounts, and what no data names, if there is none")
    .option("--out <file>", "where the plan is written (default: .tagform/accounts-plan.json)");
  vendingOptions(command, "print one JSON object").action(
    run(async (names: string[], options: PlanOptions) => {
      context.status.start("reads what exists");
      const plan = await withVending(options, (vending) => planNow(vending, names)).finally(() =>
        context.status.stop(),
      );
      const file = planFilePath(context, options.out);
      const kept = await writePlan(file, plan);
      context.print(options.json ? renderJson(kept, file) : renderPlan(kept, file, context));
      return changesOf(plan).length > 0 ? EXIT.changes : EXIT.ok;
    }),
  );
}

/** @param names all accounts, and what no data names, where there is none */
export async function planNow({ data, directory, factory }: Vending, names: readonly string[]) {
  const selected = selectRequests(data, names).map(({ name }) => name);
  const sources = { directory, ...(factory === undefined ? {} : { tables: factory.tables }) };
  const existing = await readExisting(data.organization, data.accounts, sources);
  return planAccounts(data, existing, names.length === 0 ? undefined : new Set(selected));
}

const renderJson = ({ digest, plan }: KeptPlan, file: string): string =>
  JSON.stringify({ digest, file, ...plan }, undefined, 2);
