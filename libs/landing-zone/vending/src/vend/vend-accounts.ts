import { UserError } from "@tagform/outcome";

import type { AccountCreation, AccountDirectory } from "../aws/account-directory";
import { isAwsError } from "../aws/aws-access";
import { inParallel } from "../aws/in-parallel";
import type { PlannedAccount, WantedAccount } from "../plan/account-plan";

/** AWS creates five accounts of an organization at the same time; the next one is refused. */
export const CREATIONS_AT_ONCE = 5;

/** What AWS says where an account is not, or not any more, as it was a moment ago. */
const CHANGED_MEANWHILE = [
  "ConcurrentModificationException",
  "SourceParentNotFoundException",
  "AccountNotFoundException",
];

/** Waits between two looks at a creation, in milliseconds: AWS takes one to some minutes. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
/** After that the run ends, and its repetition goes on. */
const PATIENCE_MS = 30 * 60_000;

export interface AccountsToVend {
  /** What the approved plan still has to do. */
  readonly open: readonly PlannedAccount[];
  readonly directory: AccountDirectory;
  /** `r-ab12` */
  readonly rootId: string;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** What happens, for a person who watches. */
  readonly report: (line: string) => void;
}

export interface VendedAccount {
  readonly name: string;
  /** Null where AWS refused or is not through. */
  readonly accountId: string | null;
  /** Why it is not vended. */
  readonly problem: string | null;
}

/**
 * Makes accounts by AWS Organizations alone: creates, waits, moves into its unit, tags. Each step looks first whether it
 * is done, so that a run may end at any point and be repeated: a creation that was asked for is found by its name among
 * those of AWS, and if AWS should not show it yet, AWS refuses a second account with the address of the first.
 */
export async function vendAccounts(request: AccountsToVend): Promise<VendedAccount[]> {
  const creations = new Map(
    (await request.directory.creations())
      .filter(({ state }) => state === "IN_PROGRESS")
      .map((creation) => [creation.name, creation]),
  );
  return inParallel(request.open, CREATIONS_AT_ONCE, async (planned) => {
    try {
      return await vendOne(request, planned, creations.get(planned.accountName));
    } catch (cause) {
      if (!(cause instanceof UserError)) throw cause;
      return { name: planned.name, accountId: null, problem: cause.message };
    }
  });
}

async function vendOne(
  request: AccountsToVend,
  planned: PlannedAccount,
  creation: AccountCreation | undefined,
): Promise<VendedAccount> {
  const { name, account, accountId } = planned;
  if (account === null) return { name, accountId, problem: null };
  const { before, after } = account;
  if (accountId !== null && before !== null) {
    await arrange(request, name, accountId, { before, after });
    return { name, accountId, problem: null };
  }
  const made = await createOne(request, planned, creation, after);
  // AWS makes every account below the root, with the tags that it was asked for.
  await arrange(request, name, made, { before: { parentId: request.rootId, tags: after.tags }, after });
  return { name, accountId: made, problem: null };
}

async function createOne(
  { directory, sleep, report }: AccountsToVend,
  { name, accountName, email }: PlannedAccount,
  found: AccountCreation | undefined,
  { tags }: WantedAccount,
): Promise<string> {
  let creation = found ?? (await directory.create({ name: accountName, email, tags }));
  report(
    `${name}: ${found === undefined ? "asked AWS for it" : "AWS is creating it already"} (${creation.id})`,
  );
  let wait = FIRST_WAIT_MS;
  for (let waited = 0; creation.state === "IN_PROGRESS"; waited += wait) {
    if (waited > PATIENCE_MS) {
      throw new UserError(`AWS is still creating it (${creation.id}): run the same command again later`);
    }
    await sleep(wait);
    wait = Math.min(wait * 1.5, LONGEST_WAIT_MS);
    creation = await directory.creation(creation.id);
  }
  if (creation.state === "SUCCEEDED" && creation.accountId !== undefined) return creation.accountId;
  throw new UserError(`AWS did not create it: ${creation.failure ?? creation.state}${adviceOn(creation)}`);
}

function adviceOn({ failure }: AccountCreation): string {
  switch (failure) {
    case "EMAIL_ALREADY_EXISTS":
      return ": an account has this address. If a run at the same time made it, run this again; else choose another one";
    case "ACCOUNT_LIMIT_EXCEEDED":
      return ": ask AWS for more accounts (service quota L-E619E033 of Organizations), then run this again";
    case "INTERNAL_FAILURE":
    case "CONCURRENT_ACCOUNT_MODIFICATION":
      return ": run the same command again";
    case undefined:
    default:
      return ": correct the request, plan again";
  }
}

async function arrange(
  { directory, report }: AccountsToVend,
  name: string,
  accountId: string,
  { before, after }: { readonly before: WantedAccount; readonly after: WantedAccount },
): Promise<void> {
  const missing = Object.entries(after.tags).filter(([key, value]) => before.tags[key] !== value);
  try {
    if (before.parentId !== after.parentId) {
      await directory.move(accountId, before.parentId, after.parentId);
      report(`${name}: moved ${accountId} to ${after.parentId}`);
    }
    if (missing.length > 0) await directory.tag(accountId, Object.fromEntries(missing));
  } catch (cause) {
    if (!isAwsError(cause, ...CHANGED_MEANWHILE)) throw cause;
    throw new UserError(`somebody else changes account ${accountId} now: run the same command again`, {
      cause,
    });
  }
}
