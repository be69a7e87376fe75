import type {
  AccountAction,
  AccountProgress,
  KeptPlan,
  PlannedAccount,
  Retry,
  StepOutcome,
} from "@tagform/landing-zone-vending";

import type { Context } from "../context";
import { table } from "./table";

/** In the order of the summary, each with its sign. */
const SIGNS: Readonly<Record<AccountAction, string>> = {
  create: "+",
  adopt: "+",
  move: ">",
  change: "~",
  offboarding: "-",
  vanished: "?",
  untouched: " ",
};

const WORDS: Readonly<Record<AccountAction, string>> = {
  create: "to create",
  adopt: "to adopt",
  move: "to move",
  change: "to change",
  offboarding: "given up",
  vanished: "vanished from the data, left alone",
  untouched: "untouched",
};

/** A plan as people read it: the sum first. */
export function renderPlan({ plan, digest }: KeptPlan, file: string, { colors }: Context): string {
  const count = (action: AccountAction) =>
    plan.accounts.filter((account) => account.action === action).length;
  const actions = Object.keys(SIGNS) as AccountAction[];
  const sum = actions.flatMap((action) => (count(action) === 0 ? [] : [`${count(action)} ${WORDS[action]}`]));
  const shown = actions
    .filter((action) => action !== "untouched")
    .flatMap((action) => plan.accounts.filter((account) => account.action === action));
  const notes = plan.accounts.filter(({ action, note }) => action === "untouched" && note !== null);
  const isChanging = ["create", "adopt", "move", "change"].some(
    (action) => count(action as AccountAction) > 0,
  );
  return [
    colors.bold(`Plan: ${sum.length === 0 ? "no account is requested" : sum.join(", ")}`),
    ...[...shown, ...notes].flatMap((account) => accountLines(account)),
    "",
    `digest ${digest}, written to ${file}`,
    isChanging ? "next: tagform accounts vend" : "nothing to vend",
  ].join("\n");
}

function accountLines({ name, action, email, unit, changes, note, accountId }: PlannedAccount): string[] {
  const where = unit === null ? "" : ` in ${unit}`;
  const id = accountId === null ? "" : `, ${accountId}`;
  return [
    `  ${SIGNS[action]} ${name}: ${WORDS[action]}${where} (${email}${id})`,
    ...changes.map(({ what, from, to }) => `      ${what}: ${from ?? "none"} -> ${to ?? "none"}`),
    ...(note === null ? [] : [`      ${note}`]),
  ];
}

/** What `accounts vend` did; names of accounts. */
export interface Vended {
  readonly written: readonly string[];
  /** Were so before. */
  readonly done: readonly string[];
  readonly waiting: readonly string[];
  readonly problems: readonly { readonly name: string; readonly problem: string }[];
}

export function renderVended({ written, done, waiting, problems }: Vended): string {
  const line = (words: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${words}: ${names.join(", ")}`];
  const lines = [
    ...line("vended", written),
    ...line("done before", done),
    ...line("wait until AFT is through with others, run this again or with --watch", waiting),
    ...problems.map(({ name, problem }) => `failed: ${name}: ${problem}`),
  ];
  return lines.length === 0
    ? "nothing to vend"
    : [...lines, "next: tagform accounts track --watch"].join("\n");
}

export function renderProgress(progress: readonly AccountProgress[], context: Context): string {
  if (progress.length === 0) return "no account is requested";
  const rows = progress.map(({ name, stage, accountId, minutes, isLate, cause }) => [
    name,
    stage,
    accountId ?? "-",
    minutes === null ? "-" : `${minutes} min${isLate ? ", late" : ""}`,
    cause ?? "",
  ]);
  const next = progress.flatMap(({ name, next: command }) =>
    command === null ? [] : [`${name}: next: ${command}`],
  );
  return [table(["account", "stage", "id", "under way", "what"], rows, context.width), ...next].join("\n");
}

/** What was written, and how it becomes a reviewable change. */
export function renderWrittenIds({
  ids,
  files,
}: {
  readonly ids: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}): string[] {
  if (files.length === 0) return [];
  const names = Object.keys(ids).join(", ");
  return [
    "",
    ...Object.entries(ids).map(([name, id]) => `${name} is ${id}`),
    "written; review it and let it be reviewed:",
    `  git diff -- ${files.join(" ")}`,
    `  git switch -c vended-${Object.keys(ids)[0] ?? "accounts"}`,
    `  git commit -m "Name the account ids of ${names}" -- ${files.join(" ")}`,
  ];
}

export function retryWords({ action, because }: Retry): string {
  switch (action) {
    case "nothing":
      return `nothing to retry: ${because}`;
    case "request-without-product":
      return "Control Tower forgets the account that it did not make, and AFT gets the request anew";
    case "request":
      return "AFT gets the request anew";
    case "framework":
      return "AFT's provisioning framework runs again";
    case "customizations":
      return "the account's customizations run again";
  }
}

export function renderOutcomes(name: string, outcomes: readonly StepOutcome[]): string {
  const isWaiting = outcomes.some(({ state }) => state === "waiting");
  const isPlanned = outcomes.some(({ state }) => state === "planned");
  return [
    ...outcomes.map(({ step, state, detail }) => `${step}: ${state}: ${detail}`),
    ...(isWaiting ? [`AWS is not through: run the same command again, it goes on`] : []),
    ...(isPlanned ? ["nothing was done (--dry-run)"] : []),
    ...(isWaiting || isPlanned
      ? []
      : [
          `when the account is gone, remove environments/landing-zone/accounts/${name}.ts and its line in index.ts`,
        ]),
  ].join("\n");
}
