import { createHash } from "node:crypto";
import { readdir, readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";

/** What tells a machine from others, and from itself before it was restarted. */
export interface Machine {
  /** Of the installation; absent where it has no id of its own, as in most containers. */
  readonly machine?: string;
  /** Of the time since it was started. */
  readonly boot: string;
  /** In which process ids count: that of the machine, or of a container on it. */
  readonly namespace: string;
}

/** A process with its group, so that no other one that later gets the same number is taken for it. */
export interface ProcessOnMachine extends Machine {
  /** Of the process, which leads a group of its own. */
  readonly pid: number;
  /** When it started, in ticks since the machine did. */
  readonly started: string;
}

/** https://docs.kernel.org: PROC_PID_INIT_INO, the namespace of a machine that is no container. */
const OF_THE_MACHINE = "pid:[4026531836]";
const PGRP = 2;
const STARTED = 19;

/** This machine; undefined where the system does not tell: it is read as Linux shows it. */
export async function thisMachine(): Promise<Machine | undefined> {
  try {
    const boot = (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
    const namespace = await readlink("/proc/self/ns/pid");
    const machine = await machineId();
    return { boot, namespace, ...(machine === undefined ? {} : { machine }) };
  } catch {
    return undefined;
  }
}

/** A running process of this machine; undefined if it has ended, or where the system does not tell. */
export async function processOnMachine(pid: number): Promise<ProcessOnMachine | undefined> {
  const [machine, found] = await Promise.all([thisMachine(), readProcess(pid)]);
  return machine === undefined || found === undefined
    ? undefined
    : { ...machine, pid, started: found.started };
}

/** Whether the two are the same machine, started since: nothing that ran then runs now. */
export function wasRestarted(then: Machine, now: Machine): boolean {
  if (then.machine === undefined || then.machine !== now.machine || then.boot === now.boot) return false;
  // Containers of one image may share an id.
  return then.namespace === OF_THE_MACHINE && now.namespace === OF_THE_MACHINE;
}

/** Whether process ids of the one mean the same in the other. */
export function sharesProcesses(then: Machine, now: Machine): boolean {
  return then.boot === now.boot && then.namespace === now.namespace;
}

/**
 * Whether anything of a process' group still runs here: also a provider that outlived its terraform may still talk to AWS.
 */
export async function isGroupAlive({ pid, started }: ProcessOnMachine): Promise<boolean> {
  const leader = await readProcess(pid);
  // The number was given to another one, which the system does only when the whole group has ended.
  if (leader !== undefined && leader.started !== started) return false;
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const processes = await Promise.all(names.map((name) => readProcess(Number(name))));
  return processes.some((one) => one !== undefined && one.group === pid && one.isRunning);
}

interface FoundProcess {
  readonly group: number;
  readonly started: string;
  /** False for one that has ended and whose parent has not asked how. */
  readonly isRunning: boolean;
}

async function readProcess(pid: number): Promise<FoundProcess | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name, in parentheses, may hold spaces and parentheses itself.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state] = fields ?? [];
  const started = fields?.[STARTED];
  if (state === undefined || started === undefined) return undefined;
  return { group: Number(fields?.[PGRP]), started, isRunning: state !== "Z" && state !== "X" };
}

async function machineId(): Promise<string | undefined> {
  const id = (await readFile("/etc/machine-id", "utf8").catch(() => "")).trim();
  if (id === "" || id === "uninitialized") return undefined;
  // The system asks that the id itself is not given away.
  return createHash("sha256").update(`${id} ${hostname()}`).digest("hex").slice(0, 16);
}
