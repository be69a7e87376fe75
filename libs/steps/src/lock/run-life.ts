import { type LockText } from "./lock-half";
import { isGroupAlive, type Machine, sharesProcesses, wasRestarted } from "./machine";
import { type RunLabel } from "./run-label";

/** Whether the run that took a lock still lives, and how that is known. */
export interface RunLife {
  /** `dead` is proven; whatever cannot be asked is `unknown`, never dead. */
  readonly kind: "alive" | "dead" | "unknown";
  readonly because: string;
}

/** A build as CodeBuild tells of it. */
export interface FoundBuild {
  readonly isOver: boolean;
  /** `SUCCEEDED`, `FAILED`, `STOPPED`, `IN_PROGRESS`, ... */
  readonly status: string;
}

/** Whom to ask. */
export interface Witnesses {
  /** Undefined where the system does not tell. */
  readonly machine: Machine | undefined;
  /**
   * The build of an id; undefined if CodeBuild knows none.
   *
   * @throws Error if it cannot be asked
   */
  readonly findBuild: (id: string) => Promise<FoundBuild | undefined>;
}

/** Find out whether the run that a lock names still lives. */
export async function judgeLife(
  lock: LockText | undefined,
  label: RunLabel | undefined,
  { machine, findBuild }: Witnesses,
): Promise<RunLife> {
  if (lock === undefined) return unknown("what lies there is no lock of terraform");
  if (label?.build !== undefined) return judgeBuild(label.build, findBuild);
  if (label?.process === undefined) {
    return unknown(`it does not name its run: ask ${lock.who} whether it still works`);
  }
  if (machine === undefined) return unknown("this system does not tell which processes run: ask on Linux");
  const { process: held } = label;
  if (sharesProcesses(held, machine)) {
    return (await isGroupAlive(held))
      ? { kind: "alive", because: `terraform runs on this machine, process ${held.pid}` }
      : { kind: "dead", because: `terraform, process ${held.pid} of this machine, has ended` };
  }
  if (wasRestarted(held, machine)) return { kind: "dead", because: "this machine was restarted since" };
  return unknown(`it runs elsewhere, as ${lock.who}: ask there with tagform lock show`);
}

async function judgeBuild(id: string, findBuild: Witnesses["findBuild"]): Promise<RunLife> {
  try {
    const build = await findBuild(id);
    if (build === undefined) return unknown(`CodeBuild knows no build ${id}, in this account and Region`);
    const { isOver, status } = build;
    return isOver
      ? { kind: "dead", because: `build ${id} has ended: ${status}` }
      : { kind: "alive", because: `build ${id} runs: ${status}` };
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    return unknown(`CodeBuild could not be asked for build ${id}: ${reason}`);
  }
}

const unknown = (because: string): RunLife => ({ kind: "unknown", because });
