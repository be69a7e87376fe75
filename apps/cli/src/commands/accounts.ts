import type { Register } from "../command";
import { registerAccountsOffboard } from "../landing-zone/accounts-offboard";
import { registerAccountsPlan } from "../landing-zone/accounts-plan";
import { registerAccountsRetry } from "../landing-zone/accounts-retry";
import { registerAccountsStatus, registerAccountsTrack } from "../landing-zone/accounts-track";
import { registerAccountsVend } from "../landing-zone/accounts-vend";

export const registerAccounts: Register = (program, context, run) => {
  const accounts = program
    .command("accounts")
    .description("vend the accounts that environments/landing-zone requests, follow them, give them up")
    .addHelpText("after", HELP);
  registerAccountsPlan(accounts, context, run);
  registerAccountsVend(accounts, context, run);
  registerAccountsStatus(accounts, context, run);
  registerAccountsTrack(accounts, context, run);
  registerAccountsRetry(accounts, context, run);
  registerAccountsOffboard(accounts, context, run);
};

const HELP = `
A change of environments/landing-zone/accounts/<account>.ts is planned, then vended; a move to another unit is such a
change. An account whose file vanishes is told of and never closed. docs/runbooks/vending.md goes through it.

  tagform accounts plan
  tagform accounts vend
  tagform accounts track --watch`;
