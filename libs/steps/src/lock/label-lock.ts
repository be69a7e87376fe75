import { readFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { basename, join } from "node:path";

import { isRegion, type StateLocation } from "@tagform/deployment";
import { type LockWatch } from "@tagform/toolchain";

import { type Cloud } from "../cloud";
import { type RunDirectory } from "../run-directory";
import { type StepContext } from "../step-context";
import { LOCK_PLACES, type LockHalf, withInfo } from "./lock-half";
import { LockStore } from "./lock-store";
import { processOnMachine } from "./machine";
import { formatRunLabel, type RunLabel } from "./run-label";

/** A lock is written within this time of what it is compared with: clocks tell parts of a second differently. */
const CLOCK_GRAIN_MS = 1_000;
/** A network that does not answer must not keep a run that has ended. */
const LONGEST_LABELLING_MS = 5_000;

/**
 * Puts the run's name into the lock that its terraform holds, so that `tagform lock` can ask whether the run still lives.
 *
 * Terraform writes only user and machine, and lets nobody add to that. While it works on resources it holds the lock, and
 * no other can: the lock that lies there then is its own, and gets the name, each half only if it is still the same. A run
 * that dies before has a lock without name, of which nothing can be proven.
 */
export class LockLabeller implements LockWatch {
  private pid = 0;
  private startedAt = 0;
  private labelling: Promise<void> = Promise.resolve();
  private store: LockStore | undefined;

  public constructor(
    private readonly files: RunDirectory,
    private readonly cloud: Cloud,
    private readonly context: Pick<StepContext, "env" | "report">,
  ) {}

  public started(pid: number): void {
    this.pid = pid;
    this.startedAt = Date.now();
  }

  public locked(): void {
    this.labelling = this.label().catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.context.report(`lock: it does not name this run: ${reason}`);
    });
  }

  public async ended(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST_LABELLING_MS)));
    await Promise.race([this.labelling, patience]);
    clearTimeout(timer);
    this.store?.close();
  }

  private async label(): Promise<void> {
    const state = await backendOf(this.files);
    // A state in a file has a lock of the system, which ends with its process.
    if (state === undefined) return;
    const text = formatRunLabel(await this.describe());
    const store = await LockStore.open(this.cloud, state);
    this.store = store;
    const places = state.lockTable === "" ? (["s3"] as const) : LOCK_PLACES;
    const own = (await store.halves(state, places)).filter((half) => this.isOwn(half));
    await Promise.all(own.map((half) => store.replace(state, half, withInfo(half.text, text))));
  }

  private isOwn({ lock }: LockHalf): boolean {
    if (lock === undefined || lock.info !== "") return false;
    if (lock.who !== `${userInfo().username}@${hostname()}`) return false;
    return Date.parse(lock.created) >= this.startedAt - CLOCK_GRAIN_MS;
  }

  private async describe(): Promise<RunLabel> {
    const { env } = this.context;
    const build = env["CODEBUILD_BUILD_ID"];
    const execution = env["TAGFORM_EXECUTION"];
    const { root } = this.files;
    if (build !== undefined)
      return { run: basename(root), build, ...(execution === undefined ? {} : { execution }) };
    const running = await processOnMachine(this.pid);
    return { run: basename(root), directory: root, ...(running === undefined ? {} : { process: running }) };
  }
}

interface InitializedBackend {
  readonly backend?: {
    readonly type?: unknown;
    readonly config?: Readonly<Record<string, unknown>>;
  };
}

/** Where the initialized configuration keeps its state, with an empty table if it names none; undefined if not in S3. */
async function backendOf({ work }: RunDirectory): Promise<StateLocation | undefined> {
  const text = await readFile(join(work, ".terraform/terraform.tfstate"), "utf8");
  const { backend } = JSON.parse(text) as InitializedBackend;
  if (backend?.type !== "s3") return undefined;
  const { bucket, key, region, dynamodb_table: table } = backend.config ?? {};
  if (typeof bucket !== "string" || typeof key !== "string") return undefined;
  if (typeof region !== "string" || !isRegion(region)) return undefined;
  return { bucket, key, region, lockTable: typeof table === "string" ? table : "" };
}
