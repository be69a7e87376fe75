import { didYouMean, quote } from "@tagform/deployment";
import {
  appliedTo,
  CONTROL_CATALOG,
  describeGuardrail,
  describeSource,
  type GuardedOrganization,
  levelsOf,
  type PlacedAccount,
  placedAccounts,
  POLICY_LIMITS,
  ROOT,
  unitPolicies,
} from "@tagform/landing-zone-guardrails";
import { UserError } from "@tagform/outcome";
import type { Command } from "commander";

import type { Runner } from "../command";
import type { Context } from "../context";
import { loadLandingZone } from "../landing-zone";
import { renderExplanation } from "../terminal/explained-guardrails-text";

/** Adds `explain` to `tagform guardrails`. */
export function registerGuardrailsExplain(guardrails: Command, context: Context, run: Runner): void {
  guardrails
    .command("explain")
    .description("tell everything that an account or a unit inherits: from where, what it does, and why")
    .argument("<account|unit>", "research-dev, 012345678901, Workloads/Dev, or Root")
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP)
    .action(
      run(async (text: string, options: { readonly json?: true }) => {
        const { organization, accounts } = await loadLandingZone();
        const explanation = explain(text, organization, placedAccounts(organization, accounts));
        context.print(
          options.json ? JSON.stringify(explanation, undefined, 2) : renderExplanation(explanation, context),
        );
        return undefined;
      }),
    );
}

const HELP = `
Read is environments/landing-zone/organization.ts of the working tree; nothing is asked of AWS.
docs/reference/landing-zone-guardrails.md lists what can stand there.`;

export type GuardrailExplanation = ReturnType<typeof explain>;

/** What applies, level by level; names and reasons are those of the data. */
export function explain(text: string, organization: GuardedOrganization, accounts: readonly PlacedAccount[]) {
  const { account, unit } = subjectOf(text, organization, accounts);
  const isManagement = account?.accountId === organization.accounts.management;
  const applied = isManagement ? [] : appliedTo(organization, unit ?? ROOT);
  const attached = isManagement ? [] : unitPolicies(organization).policies;
  const levels = isManagement ? [] : levelsOf(unit ?? ROOT);
  const mandatory = [...CONTROL_CATALOG.values()].filter(({ guidance }) => guidance === "mandatory").length;
  return {
    account: account === undefined ? null : { name: account.name, accountId: account.accountId },
    /** Path of the unit; null where no data says where the account is. */
    unit: unit ?? null,
    isManagement,
    levels: levels.map((level) => ({
      level,
      guardrails: applied
        .filter(({ from }) => from === level)
        .map((guardrail) => ({
          name: guardrail.name,
          source: describeSource(guardrail),
          what: describeGuardrail(guardrail),
          why: guardrail.reason,
          ...(guardrail.source === "control" && guardrail.control !== undefined
            ? { link: guardrail.control.link }
            : {}),
        })),
      policies: attached
        .filter((policy) => policy.unit === level)
        .map((policy) => ({
          type: policy.type,
          number: policy.number,
          characters: policy.text.length,
          most: POLICY_LIMITS[policy.type].characters,
          names: policy.names,
        })),
    })),
    /** How many controls Control Tower enables itself where it governs the unit. */
    mandatory: levels.some((level) => organization.units[level]?.registered === true) ? mandatory : 0,
  };
}

interface Subject {
  readonly account?: PlacedAccount;
  readonly unit?: string | undefined;
}

function subjectOf(
  text: string,
  { units }: Pick<GuardedOrganization, "units">,
  accounts: readonly PlacedAccount[],
): Subject {
  const account = accounts.find(({ name, accountId }) => name === text || accountId === text);
  if (account !== undefined) return { account, unit: account.organizationalUnit };
  if (text === ROOT || Object.hasOwn(units, text)) return { unit: text };
  const names = [...accounts.map(({ name }) => name), ROOT, ...Object.keys(units)];
  throw new UserError(
    `${quote(text)} is neither an account nor a unit of environments/landing-zone${didYouMean(text, names)}`,
  );
}
