import { isPending } from "@tagform/deployment";

import type { ExistingAccount, OrganizationTree } from "../aws/account-directory";
import type { EnrolledProduct, EnrolledProducts } from "../aws/enrolled-products";
import type { CustomizationsRun, FactoryRuns, FrameworkRun } from "../aws/factory-runs";
import { inParallel } from "../aws/in-parallel";
import {
  type ControlTowerEvent,
  emailOf,
  type RequestTables,
  type StoredRequest,
} from "../aws/request-table";
import type { NamedRequest } from "../plan/requested-account";
import { type AccountProgress, type AccountStage, timesOf } from "./account-progress";

export interface FactorySources {
  readonly tables: RequestTables;
  readonly runs: FactoryRuns;
  readonly products: EnrolledProducts;
}

export interface ProgressRequest extends FactorySources {
  readonly requests: readonly NamedRequest[];
  readonly tree: OrganizationTree;
  readonly now: Date;
}

/** Per account some calls, in an account where a table takes one a second. */
const AT_ONCE = 4;
/** AWS keeps runs of a state machine that long. */
const KEPT_DAYS = 90;

/** All that AFT, Control Tower and Organizations know of one account. */
export interface FactoryFacts {
  readonly named: NamedRequest;
  /** Its request as it is stored. */
  readonly stored: StoredRequest | undefined;
  readonly account: ExistingAccount | undefined;
  /** When the request was last written, ISO 8601. */
  readonly since: string | undefined;
  /** Whether AFT has begun with the account, and nobody has removed its request. */
  readonly isKnown: boolean;
  readonly product: EnrolledProduct | undefined;
  readonly customizations: CustomizationsRun | undefined;
  readonly run: FrameworkRun | undefined;
  readonly event: ControlTowerEvent | undefined;
  /** Written longer ago than AWS keeps runs. */
  readonly isOld: boolean;
}

type Verdict = Pick<AccountProgress, "stage" | "cause" | "next">;

/** How far AFT is with each account, from its tables, its runs and Control Tower's answers. */
export async function factoryProgress(request: ProgressRequest): Promise<AccountProgress[]> {
  return (await factoryFacts(request)).map((facts) => progressOf(facts, request.now));
}

export async function factoryFacts(request: ProgressRequest): Promise<FactoryFacts[]> {
  const { requests, tables, runs, products, now } = request;
  if (requests.length === 0) return [];
  const oldest = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  const [stored, enrolled, events, facts] = await Promise.all([
    tables.requests(),
    products.list(),
    tables.events(),
    inParallel(requests, AT_ONCE, (named) => factsOf(request, named)),
  ]);
  const written = facts.flatMap(({ since }) => (since === undefined || since < oldest ? [] : [since]));
  const framework = written.length === 0 ? [] : await runs.framework(justBefore(written.toSorted()[0]));
  const requested = new Map(stored.map((one) => [emailOf(one), one]));
  return facts.map((fact): FactoryFacts => {
    const { named, account, since } = fact;
    const { name, email } = named.request;
    return {
      ...fact,
      stored: requested.get(email),
      product: enrolled.find(
        (one) => one.name === name || (account !== undefined && one.accountId === account.accountId),
      ),
      event: events.find((event) => isAbout(event, named, account) && event.time >= justBefore(since)),
      run: framework.find((run) => run.email === email && run.startedAt >= justBefore(since)),
      isOld: since === undefined || since < oldest,
    };
  });
}

async function factsOf({ tables, runs, tree }: ProgressRequest, named: NamedRequest) {
  const email = named.request.email.toLowerCase();
  const account = tree.accounts.find((one) => one.email.toLowerCase() === email);
  const [since, isKnown, customizations] = await Promise.all([
    tables.lastWritten(named.request.email),
    account === undefined ? false : tables.knows(account.accountId),
    account === undefined ? undefined : runs.customizations(account.accountId),
  ]);
  return { named, account, since, isKnown, customizations };
}

/** A minute before: what AFT's stream starts may begin before the function that notes the time of the change. */
function justBefore(time: string | undefined): string {
  return time === undefined ? "" : new Date(new Date(time).getTime() - 60_000).toISOString();
}

function isAbout(
  { accountId, accountName }: ControlTowerEvent,
  { request }: NamedRequest,
  account: ExistingAccount | undefined,
): boolean {
  return accountId === undefined ? accountName === request.name : accountId === account?.accountId;
}

export function progressOf(known: FactoryFacts, now: Date): AccountProgress {
  const { named, account, since } = known;
  const verdict = verdictOn(known);
  const times = timesOf(verdict.stage, since ?? null, now);
  return {
    name: named.name,
    email: named.request.email,
    accountId: account?.accountId ?? null,
    ...verdict,
    next: verdict.next ?? (times.isLate ? retry(known) : null),
    ...times,
    isWritten: !isPending(named.accountId),
  };
}

const at = (stage: AccountStage, cause: string | null = null, next: string | null = null): Verdict => ({
  stage,
  cause,
  next,
});

function verdictOn(known: FactoryFacts): Verdict {
  const { account, stored, named } = known;
  if (account !== undefined && account.state !== "ACTIVE" && account.state !== "PENDING_ACTIVATION") {
    return at("closed", `the account is ${account.state}`);
  }
  if (stored === undefined) return at("not-requested", null, `tagform accounts plan ${named.name}`);
  return account === undefined ? beforeAccount(known) : withAccount(known);
}

/** The next command where something failed: it looks again, and says what it will do. */
const retry = ({ named }: FactoryFacts): string => `tagform accounts retry ${named.name}`;

function beforeAccount(known: FactoryFacts): Verdict {
  const { product, event } = known;
  if (product?.state === "ERROR" || product?.state === "TAINTED") {
    const why = product.message ?? "no reason given";
    return at("failed", `Control Tower did not make the account: ${why}`, retry(known));
  }
  if (product !== undefined) return at("control-tower", "Control Tower makes the account");
  if (event?.succeeded === false) {
    const why = event.message ?? "no reason given";
    return at("failed", `Control Tower did not make the account: ${why}`, retry(known));
  }
  return at("requested", "waits in AFT's queue");
}

function withAccount(known: FactoryFacts): Verdict {
  const { run, product, event, customizations, isKnown, isOld } = known;
  if (product?.state === "TAINTED" || event?.succeeded === false) {
    const why = product?.message ?? event?.message ?? "no reason given";
    return at("failed", `Control Tower could not set the account up: ${why}`, retry(known));
  }
  if (run?.state === "running") return at("framework", "AFT's provisioning framework runs");
  if (run?.state === "failed") {
    return at("failed", `AFT's provisioning framework: ${firstLine(run.cause)}`, retry(known));
  }
  if (run === undefined && !(isKnown && isOld)) {
    if (product?.state === "UNDER_CHANGE") return at("control-tower", "Control Tower sets the account up");
    return at("control-tower", "AFT's provisioning framework has not begun");
  }
  return withCustomizations(known, customizations);
}

function withCustomizations(known: FactoryFacts, latest: CustomizationsRun | undefined): Verdict {
  if (latest === undefined) return at("customizations", "no run of its customizations yet");
  if (latest.state === "running") return at("customizations", "its customizations run");
  if (latest.state === "succeeded") return at("ready");
  return at("failed", `customizations (${latest.id}): ${firstLine(latest.cause)}`, retry(known));
}

/** Causes may be whole documents. */
function firstLine(cause = "no reason given"): string {
  const line = cause.split("\n")[0] ?? "";
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
