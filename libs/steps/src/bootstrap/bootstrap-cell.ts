import { rm } from "node:fs/promises";

import { formatCell, REGIONS } from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";
import { parsePlanJson, resourceChanges } from "@tagform/toolchain";

import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { writeWhole } from "../json-file";
import { countPlan, formatPlan } from "../plan/plan-counts";
import { type StepContext } from "../step-context";
import { assertFits, findExisting, type Found } from "./adopt";
import { adoptableIn } from "./adoptable";
import {
  type BootstrapBackend,
  type BootstrapFolder,
  bootstrapFolder,
  forgetLocalBackend,
  prepareBootstrap,
  unprotect,
} from "./bootstrap-folder";
import { BootstrapTerraform } from "./bootstrap-terraform";
import { assertMoved, type KeptState, keptState, localState } from "./kept-state";

/** What a person is asked before anything is changed. */
export interface BootstrapQuestion {
  /** `tooling_us-east-1/state-tooling` */
  readonly cell: string;
  readonly accountId: string;
  /** `+20 ~0 -0`. */
  readonly plan: string;
  /** Addresses of what is there already and is taken over. */
  readonly adopted: readonly string[];
  /** File with the whole plan. */
  readonly planText: string;
}

export interface BootstrapRequest {
  /** Folder of this cell's bootstrap, kept between attempts, which nobody else can read. Absolute. */
  readonly folder: string;
  /** Folder with its verified configuration. */
  readonly configuration: string;
  readonly destination: Destination;
  readonly cloud: Cloud;
  /** Whether the cell makes the bucket that its own state belongs into. */
  readonly keepsOwnState: boolean;
  /** Whether the bucket of its state, where there is one, is whole: its table may be missing, or be somebody else's. */
  readonly bucketIsReady: boolean;
  /**
   * Name of a role of the cell's account that the caller may assume.
   *
   * @default - the caller works in the account itself
   */
  readonly entrance?: string;
  /** Path of the committed dependency lock file; used when the provider comes from the registry. */
  readonly dependencyLock?: string;
  /** @default - nobody can be asked, and what would change something is refused */
  readonly confirm?: (question: BootstrapQuestion) => Promise<boolean>;
}

/**
 * `made`: the cell had no state before; `changed`: it had one; `deliver by tag`: its state is in the bucket that it made,
 * and what is left to do is a delivery's; `waits for its bucket`: all is there, and its state is still on this machine.
 */
export type BootstrapOutcome =
  "made" | "changed" | "already done" | "deliver by tag" | "waits for its bucket";

export interface BootstrapResult {
  readonly cell: string;
  readonly result: BootstrapOutcome;
  /** What was planned. */
  readonly plan: string;
  /** Addresses of what was there before and was taken over. */
  readonly adopted: readonly string[];
  /** `s3://tagform-tooling/state-tooling/tooling-us-east-1/terraform.tfstate` */
  readonly state: string;
  /** What the cell plans afterwards, with the backend of its deliveries; null as long as its state waits. */
  readonly afterwards: string | null;
}

interface Work {
  readonly request: BootstrapRequest;
  readonly folder: BootstrapFolder;
  readonly context: StepContext;
  readonly cell: string;
  readonly where: string;
}

/**
 * Make what deliveries need before there can be any, as the caller.
 *
 *     looks ──► plans, with what is there ──► a person confirms ──► applies ──► moves a local state ──► plans again
 *
 * Every attempt starts by looking, so that one that was killed is continued by the next; what is done is not done again.
 *
 * @throws RefusedError if the plan is not confirmed or two states claim the cell, UserError with all that does not fit;
 * nothing was changed then
 */
export async function bootstrapCell(
  request: BootstrapRequest,
  context: StepContext,
): Promise<BootstrapResult> {
  const { destination, keepsOwnState, cloud } = request;
  const { state, accountId } = destination;
  const folder = bootstrapFolder(request.folder);
  const cell = formatCell(destination.cell);
  const where = `s3://${state.bucket}/${state.key}`;
  const work: Work = { request, folder, context, cell, where };
  context.report(`bootstrap: ${cell}: looks for its state in ${where}`);
  const kept = await keptState(cloud, state, accountId);
  const place = await settleLocalState(work, kept);
  const backend: BootstrapBackend = place === "own" ? "own" : "local";
  const terraform = await open(work, backend);
  const planned = await planWhole(work, terraform);
  if (planned.changes && keepsOwnState && backend === "own") {
    return resultOf(work, "deliver by tag", planned, planned.line);
  }
  if (planned.changes) await applyConfirmed(work, terraform, planned);
  if (place === "waits") return resultOf(work, "waits for its bucket", planned, null);
  if (backend === "local") await move(work, terraform);
  else if (!planned.changes) return resultOf(work, "already done", planned, planned.line);
  context.report(`bootstrap: ${cell}: plans once more, as its deliveries do`);
  const after = await planWhole(work, await open(work, "own"));
  return resultOf(work, kept.kind === "state" ? "changed" : "made", planned, after.line);
}

const resultOf = (
  { cell, where }: Work,
  result: BootstrapOutcome,
  { line, adopted }: Planned,
  afterwards: string | null,
): BootstrapResult => ({ cell, result, plan: line, adopted, state: where, afterwards });

/** Where the state is. One that is in the bucket needs no copy here; one that is here is moved as soon as it can be. */
async function settleLocalState(
  { request, folder, where }: Work,
  kept: KeptState,
): Promise<BootstrapBackend | "waits"> {
  const local = await localState(folder);
  if (kept.kind === "state") {
    if (local !== undefined) assertMoved(local, kept.version, where, folder.localState);
    await rm(folder.localState, { force: true });
    return "own";
  }
  if (request.keepsOwnState) return "local";
  if (kept.kind === "no bucket" || !request.bucketIsReady) return "waits";
  return local === undefined ? "own" : "local";
}

async function open(
  { request, folder, context }: Work,
  backend: BootstrapBackend,
): Promise<BootstrapTerraform> {
  const { configuration, cloud, dependencyLock, entrance, destination } = request;
  const entranceArn =
    entrance && `arn:${partitionOf(request)}:iam::${destination.accountId}:role/${entrance}`;
  await prepareBootstrap(folder, { configuration, cloud, backend, dependencyLock, entranceArn });
  return BootstrapTerraform.open(folder, cloud, context, backend);
}

interface Planned {
  readonly changes: boolean;
  readonly line: string;
  readonly adopted: readonly string[];
}

async function planWhole(work: Work, terraform: BootstrapTerraform): Promise<Planned> {
  const { request, folder, context, cell } = work;
  context.report(`bootstrap: ${cell}: plans`);
  const first = await planOnce(folder, terraform);
  const { accountId } = request.destination;
  const candidates = adoptableIn(first.json, `arn:${partitionOf(request)}:iam::${accountId}:`);
  let found: Found = { imports: [], problems: [] };
  if (candidates.length > 0) {
    context.report(`bootstrap: ${cell}: looks which of ${candidates.length} names AWS has already`);
    found = await findExisting({ folder, cloud: request.cloud, terraform, candidates });
  }
  const isAlone = found.imports.length === 0;
  const tried = isAlone ? first : await planOnce(folder, terraform);
  assertFits(cell, found.problems, resourceChanges(tried.json));
  await unprotect(folder, []);
  const whole = isAlone ? first : await planOnce(folder, terraform);
  return { ...whole, adopted: found.imports.map(({ address }) => address) };
}

function partitionOf({ destination }: BootstrapRequest): string {
  return REGIONS[destination.state.region].partition;
}

async function planOnce({ planFile, planText }: BootstrapFolder, terraform: BootstrapTerraform) {
  const { terraform: tool, lockTimeoutSeconds } = terraform;
  const changes = await tool.plan({ out: planFile, lockTimeoutSeconds });
  const json = await tool.showPlanJson(planFile);
  await writeWhole(planText, await tool.showPlanText(planFile), 0o600);
  return { changes, json, line: formatPlan(countPlan(parsePlanJson(json)), !changes) };
}

async function applyConfirmed(work: Work, terraform: BootstrapTerraform, planned: Planned): Promise<void> {
  const { request, folder, context, cell } = work;
  const { confirm, destination } = request;
  const { line: plan, adopted } = planned;
  if (confirm === undefined) {
    throw new RefusedError(
      `${cell} (${plan}) must be confirmed, and nobody can be asked here: read ${folder.planText}, then run ` +
        "tagform bootstrap in a terminal, or with --yes",
    );
  }
  const { planText } = folder;
  if (!(await confirm({ cell, accountId: destination.accountId, plan, adopted, planText }))) {
    throw new RefusedError(`${cell} (${plan}) was not confirmed: nothing was changed`);
  }
  context.report(`bootstrap: ${cell}: applies ${plan}`);
  const onLine = (line: string): void => context.report(`bootstrap: ${line}`);
  const { lockTimeoutSeconds } = terraform;
  await terraform.terraform.apply(folder.planFile, { lockTimeoutSeconds, onLine });
}

/** From here on the cell is like every other one. */
async function move(work: Work, terraform: BootstrapTerraform): Promise<void> {
  const { request, folder, context, cell, where } = work;
  const { cloud, destination } = request;
  context.report(`bootstrap: ${cell}: moves its state to ${where}`);
  const local = await localState(folder);
  await forgetLocalBackend(folder);
  await terraform.moveState();
  const kept = await keptState(cloud, destination.state, destination.accountId);
  if (kept.kind !== "state") {
    throw new UserError(
      `the state did not arrive at ${where}: it is still in ${folder.root}, run tagform bootstrap again`,
    );
  }
  if (local !== undefined) assertMoved(local, kept.version, where, folder.localState);
  for (const file of [folder.localState, `${folder.localState}.backup`]) await rm(file, { force: true });
}
