import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { say } from "./progress.mjs";

const HEARTBEAT_MS = 2_000;
/** A holder that has not shown for so long is gone, on whatever machine it was. */
const STALE_MS = 60_000;
const POLL_MS = 250;

/**
 * Runs `work` while no other set-up of this checkout does.
 *
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, work) {
  const folder = join(root, ".tagform/setup.lock");
  await acquire(folder);
  const release = () => rmSync(folder, { recursive: true, force: true });
  const stop = (signal) => process.exit(signal === "SIGINT" ? 130 : 143);
  const heartbeat = setInterval(() => touch(folder), HEARTBEAT_MS);
  process.once("exit", release);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, stop);
    process.off("exit", release);
    release();
  }
}

async function acquire(folder) {
  mkdirSync(join(folder, ".."), { recursive: true });
  for (let told = false; !take(folder); await wait(POLL_MS)) {
    const holder = readHolder(folder);
    if (isGone(folder, holder)) evict(folder, holder);
    else if (!told) {
      say(`another set-up of this checkout runs (process ${holder?.pid ?? "unknown"}): waiting for it`);
      told = true;
    }
  }
}

function take(folder) {
  const mine = `${folder}.${process.pid}`;
  rmSync(mine, { recursive: true, force: true });
  mkdirSync(mine);
  writeFileSync(join(mine, "holder.json"), JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    // A folder cannot be renamed onto one that is not empty: one of several wins, and its holder is always there.
    renameSync(mine, folder);
    return true;
  } catch {
    rmSync(mine, { recursive: true, force: true });
    return false;
  }
}

function readHolder(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "holder.json"), "utf8"));
  } catch {
    return undefined;
  }
}

function isGone(folder, holder) {
  try {
    if (Date.now() - statSync(folder).mtimeMs > STALE_MS) return true;
  } catch {
    return false;
  }
  if (holder === undefined || holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Takes a dead holder's lock away; if somebody was faster and it is a new holder's by now, puts it back. */
function evict(folder, holder) {
  const aside = `${folder}.gone.${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  if (readHolder(aside)?.pid !== holder?.pid) {
    try {
      renameSync(aside, folder);
      return;
    } catch {
      // Taken a third time: the lock in place is valid.
    }
  }
  rmSync(aside, { recursive: true, force: true });
}

function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Released while the timer fired.
  }
}
