import { RefusedError, UserError } from "@tagform/outcome";

import type { StoredRequest } from "../aws/request-table";
import { isUnderWay } from "../track/account-progress";
import { type FactoryFacts, factoryFacts, progressOf, type ProgressRequest } from "../track/factory-progress";

/** What begins a failed vending again. */
export type RetryAction =
  /** Nothing failed. */
  | "nothing"
  /** Control Tower's failed product goes, then the request is written anew: AFT begins from the start. */
  | "request-without-product"
  /** The request is written anew: AFT begins from the start, or goes on with an account that exists. */
  | "request"
  /** AFT's provisioning framework runs again, with what it was given. */
  | "framework"
  /** The account's customizations run again. */
  | "customizations";

export interface Retry {
  readonly name: string;
  readonly action: RetryAction;
  /** What failed, or why there is nothing to do. */
  readonly because: string;
}

export interface RetryRequest extends ProgressRequest {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly report: (line: string) => void;
  /**
   * Called before anything is done; what it throws ends the retry.
   *
   * @default - it is done at once
   */
  readonly confirm?: (retry: Retry) => Promise<void>;
}

const POLL_MS = 10_000;
/** AFT cleans up behind a removed request by a function of its own, which must not meet the new one's pipeline. */
const CLEAN_UP_MS = 60_000;
/** Control Tower takes minutes to forget a product. */
const PATIENCE_MS = 20 * 60_000;

/**
 * Begins what failed of one account's vending again, from where it failed.
 *
 * @throws RefusedError while somebody still works on the account, or where only a person can go on
 */
export async function retryRequest(request: RetryRequest): Promise<Retry> {
  const [facts] = await factoryFacts(request);
  if (facts === undefined) throw new UserError("no account was named");
  const retry = decideRetry(facts, request.now);
  if (retry.action === "nothing") return retry;
  await request.confirm?.(retry);
  await begin(request, facts, retry);
  return retry;
}

/** What would be done, from the facts alone. */
export function decideRetry(facts: FactoryFacts, now: Date): Retry {
  const { named, account, stored, product, run, isKnown } = facts;
  const { name } = named;
  const progress = progressOf(facts, now);
  const because = progress.cause ?? progress.stage;
  const does = (action: RetryAction): Retry => ({ name, action, because });
  if (progress.stage === "ready") return { ...does("nothing"), because: "it is ready" };
  if (progress.stage === "closed") throw new RefusedError(`${name}: ${because}: there is nothing to vend`);
  if (stored === undefined) {
    throw new UserError(`${name} was never requested, or its request is gone: tagform accounts plan ${name}`);
  }
  if (isStillWorkedOn(facts) || (isUnderWay(progress) && !progress.isLate)) {
    const minutes = progress.minutes === null ? "" : `, for ${progress.minutes} minutes`;
    throw new RefusedError(
      `${name} is under way (${because}${minutes}): wait, tagform accounts track ${name} --watch`,
    );
  }
  if (account === undefined) return does(product === undefined ? "request" : "request-without-product");
  if (product?.state === "TAINTED") throw new RefusedError(taintedWords(name, product.message));
  if (run?.state === "failed") return does("framework");
  return does(isKnown ? "customizations" : "request");
}

function isStillWorkedOn({ product, run, customizations }: FactoryFacts): boolean {
  const isChanging = product?.state === "UNDER_CHANGE" || product?.state === "PLAN_IN_PROGRESS";
  return isChanging || run?.state === "running" || customizations?.state === "running";
}

function taintedWords(name: string, message = "no reason given"): string {
  return (
    `${name}: Control Tower could not set the account up (${message}), and AFT cannot ask it again without a move: ` +
    'remove the cause, then choose "Update account" in Control Tower; docs/runbooks/failed-vending.md goes through it'
  );
}

async function begin(request: RetryRequest, facts: FactoryFacts, { action }: Retry): Promise<void> {
  const { runs, report } = request;
  const { account, stored, product, run, named } = facts;
  switch (action) {
    case "nothing":
      return;
    case "framework":
      return runs.repeat(run?.arn ?? "");
    case "customizations":
      return runs.customize([account?.accountId ?? ""]);
    case "request-without-product":
      if (product !== undefined) await forget(request, product.id);
      report(`${named.name}: Control Tower has forgotten the account that it did not make`);
      return requestAgain(request, stored, named.name);
    case "request":
      return requestAgain(request, stored, named.name);
  }
}

async function forget({ products, sleep }: RetryRequest, productId: string): Promise<void> {
  await products.terminate(productId);
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    if (!(await products.list()).some(({ id }) => id === productId)) return;
    await sleep(POLL_MS);
  }
  throw new UserError(
    `Control Tower has not forgotten product ${productId} yet: run the same command again later`,
  );
}

/**
 * AFT takes a changed request for a move of an account that exists: only one that is new begins from the start. Where this
 * ends between the two, the request is gone and `accounts plan` shows it as one to create.
 */
async function requestAgain(
  { tables, sleep, report }: RetryRequest,
  stored: StoredRequest | undefined,
  name: string,
): Promise<void> {
  if (stored === undefined) return;
  const isRemoved = await tables.remove(stored);
  if (isRemoved) {
    report(`${name}: its request is removed, and written again in a minute, once AFT has cleaned up`);
    await sleep(CLEAN_UP_MS);
  }
  if (isRemoved && (await tables.put(stored, undefined))) return;
  throw new RefusedError(`${name}: somebody else has changed its request now: tagform accounts plan ${name}`);
}
