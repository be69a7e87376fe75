import { formatCell, isEnvironmentName } from "@tagform/deployment";
import { EXIT, UserError } from "@tagform/outcome";
import {
  decideMigration,
  type LockRelease,
  type Migration,
  readStateDigest,
  releaseLock,
  repairStateDigest,
} from "@tagform/steps";
import type { Command } from "commander";

import type { Register, Runner } from "../command";
import type { Context } from "../context";
import { actor } from "../delivery/actor";
import {
  type LockOptions,
  type Locks,
  locksOf,
  type PlacedLock,
  placedLocks,
  readLocks,
  withLocks,
} from "../delivery/cell-locks";
import { deliveredLocks } from "../delivery/delivered-locks";
import { ENDPOINT_OPTION } from "../delivery/records-cloud";
import { loadEnvironment } from "../environments";
import { stateOptions } from "../state-options";
import { renderLock, renderLocks, shownLock } from "../terminal/lock-text";

interface ReasonOptions extends LockOptions {
  readonly reason?: string;
}

export const registerLock: Register = (program, context, run) => {
  const lock = program
    .command("lock")
    .description("see who holds the locks of states, and release those of dead runs")
    .addHelpText("after", HELP);
  registerList(lock, context, run);
  registerShow(lock, context, run);
  registerRelease(lock, context, run);
  registerRepair(lock, context, run);
  registerMigrate(lock, context, run);
};

const HELP = `
A lock is held while its run lives, stale when its run is proven dead, orphan when a place that the setting names is
missing or has another lock, unknown when its run cannot be asked from here. docs/runbooks/stuck-lock.md goes through it.`;

function registerList(lock: Command, context: Context, run: Runner): void {
  const command = lock
    .command("list")
    .description("list the locks that somebody holds: owner, run, age, and whether that run still lives")
    .argument("[cell|glob...]", "dev_us-east-1/research or 'dev_*'; all cells if there is none");
  lockOptions(command, "print one JSON array, free cells included").action(
    run(async (selectors: string[], options: LockOptions) => {
      const places = await placedLocks(selectors, options, context.env);
      const found = await withLocks(options, (locks) => readLocks(locks, places));
      const shown = found.map(({ cell, lock: one }) => shownLock(formatCell(cell), one, new Date()));
      context.print(options.json ? json(shown) : renderLocks(shown, context));
      return undefined;
    }),
  );
}

function registerShow(lock: Command, context: Context, run: Runner): void {
  const command = lock
    .command("show")
    .description("show all about the lock of one cell, whether its state fits its digest, and what to do")
    .argument("<cell>", "dev_us-east-1/research");
  lockOptions(command, "print one JSON object").action(
    run(async (text: string, options: LockOptions) => {
      await withOne(context, text, options, async (locks, place) => {
        const [found] = await readLocks(locks, [place]);
        if (found === undefined) return;
        const digest = await readStateDigest(await locks.store(place), place);
        const shown = shownLock(formatCell(place.cell), found.lock, new Date());
        context.print(options.json ? json({ ...shown, digest }) : renderLock(shown, digest));
      });
      return undefined;
    }),
  );
}

function registerRelease(lock: Command, context: Context, run: Runner): void {
  const command = lock
    .command("release")
    .description("release the lock of a dead run, both halves of it, and write down who did it and why")
    .argument("<cell>", "dev_us-east-1/research")
    .option("--reason <why>", "how you know that the run is dead, where that cannot be proven from here");
  lockOptions(command, "print one JSON object").action(
    run(async (text: string, options: ReasonOptions) => {
      const reason = reasonOf(options);
      await withOne(context, text, options, async (locks, place) => {
        const release = await releaseLock({ ...(await actOf(locks, place)), reason });
        context.print(options.json ? json(release) : releaseWords(text, release));
      });
      return undefined;
    }),
  );
}

function registerRepair(lock: Command, context: Context, run: Runner): void {
  const command = lock
    .command("repair-digest")
    .description("make the digest in the lock table that of the state, after the state was restored")
    .argument("<cell>", "dev_us-east-1/research")
    .requiredOption("--reason <why>", "where the state comes from");
  lockOptions(command, "print one JSON object").action(
    run(async (text: string, options: ReasonOptions & { readonly reason: string }) => {
      const reason = reasonOf(options) ?? options.reason;
      await withOne(context, text, options, async (locks, place) => {
        const repair = await repairStateDigest({ ...(await actOf(locks, place)), reason });
        const done =
          repair.location === undefined
            ? `nothing to correct (${repair.kind})`
            : `the digest is now ${repair.digest ?? ""}, written down in ${repair.location}`;
        context.print(options.json ? json(repair) : `${text}: ${done}`);
      });
      return undefined;
    }),
  );
}

function registerMigrate(lock: Command, context: Context, run: Runner): void {
  const command = lock
    .command("migrate")
    .description(
      "say what is safe next on the way from DynamoDB to lock files; exit code 3 where it is not safe yet",
    )
    .argument("<environment>", "dev, qa, ...");
  lockOptions(command, "print one JSON object").action(
    run(async (name: string, options: LockOptions) => {
      if (!isEnvironmentName(name))
        throw new UserError(`${JSON.stringify(name)} is no environment: tagform list`);
      const places = locksOf(await loadEnvironment(name), options, context.env);
      const migration = await withLocks(options, async (locks) => {
        const delivered = await deliveredLocks(context, locks.cloud, places);
        const found = await readLocks(locks, places);
        const cells = found.map(({ cell, lock: one }) => ({
          cell: formatCell(cell),
          lock: one,
          delivered: delivered.get(formatCell(cell)),
        }));
        return decideMigration(places[0]?.locks ?? [], cells);
      });
      context.print(options.json ? json(migration) : migrationWords(name, migration));
      return migration.problems.length === 0 ? EXIT.ok : EXIT.refused;
    }),
  );
}

function lockOptions(command: Command, jsonWords: string): Command {
  return stateOptions(command.option("--json", jsonWords).option(...ENDPOINT_OPTION));
}

async function withOne(
  context: Context,
  cell: string,
  options: LockOptions,
  use: (locks: Locks, place: PlacedLock) => Promise<void>,
): Promise<void> {
  const [place, other] = await placedLocks([cell], options, context.env);
  if (place === undefined || other !== undefined) throw new UserError(`${cell} is not one cell: name one`);
  await withLocks(options, (locks) => use(locks, place));
}

async function actOf(locks: Locks, place: PlacedLock) {
  const { cell, state, locks: places } = place;
  const [store, asked] = await Promise.all([locks.store(place), locks.asked(place)]);
  return { cell, cloud: locks.cloud, state, locks: places, actor: actor(), store, asked };
}

function reasonOf({ reason }: ReasonOptions): string | undefined {
  if (reason?.trim() === "") throw new UserError("--reason is empty: it is read by whoever asks later");
  return reason;
}

function releaseWords(cell: string, { released, proof, location }: LockRelease): string {
  if (location === undefined) return `${cell}: nobody holds the lock`;
  const why = proof === undefined ? "" : ` (${proof})`;
  return `${cell}: released in ${released.join(", ")}${why}, written down in ${location}`;
}

function migrationWords(environment: string, { setting, next, problems }: Migration): string {
  const now = `${environment} locks in ${setting.join(" and ")}`;
  const step =
    next === undefined
      ? "that is the end of the way"
      : `the next step is locks: ${JSON.stringify(next)} in environments/${environment}/index.ts`;
  if (problems.length === 0) return `${now}; ${step}: safe`;
  const back =
    next === undefined ? 'this is not safe, go back to locks: ["s3", "dynamodb"]' : `${step}: not yet`;
  return [`${now}; ${back}:`, ...problems.map((problem) => `  ${problem}`)].join("\n");
}

const json = (value: object): string => JSON.stringify(value, undefined, 2);
