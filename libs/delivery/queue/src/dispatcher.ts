import type { DeliveryItem } from "./delivery-item";
import type { DispatchQueue } from "./delivery-queue";
import { type DeliveryRunner, TryLaterError } from "./delivery-runner";
import { failedStep, failureOf, newestArtifact } from "./execution-end";
import type { Journal } from "./journal";
import { type LostRecord, type Notice, noticeOf } from "./notice";
import { nextOf, schedule, startable, takesPlace } from "./schedule";

/** What was started may not be known everywhere at once: only what is missing for longer than this has vanished, in ms. */
const KNOWN_AFTER = 15 * 60_000;

/** Builds that try to write one record before the cell is given free without. */
const RECORD_BUILDS = 3;

export interface DispatcherProps {
  readonly environment: string;
  readonly queue: DispatchQueue;
  readonly runner: DeliveryRunner;
  /** Tells people of a failure. */
  readonly notify: (notice: Notice) => Promise<void>;
  readonly journal: Journal;
  readonly maxRunning: number;
  readonly now: () => Date;
}

/**
 * What moves deliveries on. Whatever happened, and whether it was told of it or not, a tick looks at the table and at the
 * executions and does what is due; each change is made once, so ticks may come twice, late, or at the same time.
 */
export class Dispatcher {
  public constructor(private readonly props: DispatcherProps) {}

  /** @throws AggregateError once all is tried, with what failed for another reason than that AWS takes no more */
  public async tick(): Promise<void> {
    const tick = new Tick(this.props);
    await tick.run();
    if (tick.errors.length > 0) {
      throw new AggregateError(tick.errors, `${tick.errors.length} deliveries could not be moved on`);
    }
  }
}

class Tick {
  public readonly errors: unknown[] = [];
  private deferred = 0;

  public constructor(private readonly props: DispatcherProps) {}

  public async run(): Promise<void> {
    const open: DeliveryItem[] = [];
    for (const item of await this.props.queue.open()) {
      const moved = takesPlace(item)
        ? await this.attempt<DeliveryItem | undefined>(item, item, () => this.advance(item))
        : item;
      if (moved !== undefined) open.push(moved);
    }
    this.report(await this.startNext(open));
  }

  /** What a delivery under way became; undefined once it is over. */
  private async advance(item: DeliveryItem): Promise<DeliveryItem | undefined> {
    if (item.state === "recording") return this.release(item);
    // Claimed by a tick that died before it had started it, or that was put off.
    return item.executionId === undefined ? this.begin(item) : this.finish(item, item.executionId);
  }

  /** Start a claimed delivery: who tries twice gets the same execution. */
  private async begin(item: DeliveryItem): Promise<DeliveryItem> {
    const { queue, runner } = this.props;
    const executionId = await runner.start(item);
    if (await queue.started(item, executionId)) this.info("started", item, { executionId });
    return { ...item, executionId };
  }

  private async finish(item: DeliveryItem, executionId: string): Promise<DeliveryItem> {
    const { queue, runner } = this.props;
    const result = await runner.status(executionId);
    if (result === "running" || (result === "vanished" && this.isFresh(item.startedAt))) return item;
    const actions = result === "vanished" ? [] : await runner.actions(executionId);
    const failure = failureOf(result, actions);
    const artifact = newestArtifact(actions);
    const buildId = await runner.startRecord({ item, attempt: 1, failedStep: failedStep(failure), artifact });
    if (await queue.recording(item, { result, failure }, buildId)) {
      this.info("execution ended", item, { result, failure, buildId });
    }
    return { ...item, state: "recording", result, failure };
  }

  private async release(item: DeliveryItem): Promise<DeliveryItem | undefined> {
    const { queue, runner } = this.props;
    const { status, logUrl } = await runner.recordBuild(item.recordBuildId ?? "");
    if (status === "running" || (status === "vanished" && this.isFresh(item.endedAt))) return item;
    const lost = status === "succeeded" ? undefined : { logUrl };
    if (lost !== undefined && (item.recordBuilds ?? 1) < RECORD_BUILDS) return this.recordAgain(item);
    await this.notify(item, lost);
    if (await queue.release(item)) this.ended(item, lost === undefined);
    return undefined;
  }

  private async recordAgain(item: DeliveryItem): Promise<DeliveryItem> {
    const { queue, runner } = this.props;
    const { executionId = "", result, failure, recordBuilds = 1 } = item;
    const actions = result === "vanished" ? [] : await runner.actions(executionId);
    const request = { item, attempt: recordBuilds + 1, failedStep: failedStep(failure) };
    const buildId = await runner.startRecord({ ...request, artifact: newestArtifact(actions) });
    if (await queue.recordingAgain(item, buildId)) this.info("record is built again", item, { buildId });
    return item;
  }

  /** Before the cell is free, so that it is told of at least once; that nobody can be told must not hold the cell. */
  private async notify(item: DeliveryItem, lost: LostRecord | undefined): Promise<void> {
    const notice = noticeOf(item, this.props.environment, lost);
    if (notice === undefined || !(await this.isStillRecording(item))) return;
    try {
      await this.props.notify(notice);
    } catch (error) {
      if (error instanceof TryLaterError) throw error;
      this.failed(item, error);
    }
  }

  /** The index may lag behind: nobody wants to read the same twice. */
  private async isStillRecording({ cell, tag }: DeliveryItem): Promise<boolean> {
    const items = await this.props.queue.itemsOf(cell);
    return items.some((item) => item.tag === tag && item.state === "recording");
  }

  /** Starts what may start; returns what is open then. */
  private async startNext(open: readonly DeliveryItem[]): Promise<DeliveryItem[]> {
    const started = new Map<string, DeliveryItem>();
    const awaitingApproval = await this.awaitingApproval(open);
    for (const { cell } of schedule(open, { maxRunning: this.props.maxRunning, awaitingApproval })) {
      // AWS takes no more: the rest keeps waiting.
      if (this.deferred > 0) break;
      const item = await this.claimNext(cell);
      if (item !== undefined) started.set(item.tag, await this.attempt(item, item, () => this.begin(item)));
    }
    return [...open.filter(({ tag }) => !started.has(tag)), ...started.values()];
  }

  /** The index may lag behind, what the cell itself says does not: a lower version may have come. */
  private async claimNext(cell: string): Promise<DeliveryItem | undefined> {
    const { queue, now } = this.props;
    const item = nextOf(await queue.itemsOf(cell));
    if (item === undefined || !(await queue.claim(item))) return undefined;
    return { ...item, state: "running", startedAt: now().toISOString() };
  }

  /** Asked for only while places are short: one call for each delivery under way, the longest running first. */
  private async awaitingApproval(open: readonly DeliveryItem[]): Promise<Set<string>> {
    const awaiting = new Set<string>();
    const candidates = startable(open).length;
    const running = open.filter(takesPlace);
    const missing = candidates === 0 ? 0 : candidates + running.length - this.props.maxRunning;
    for (const item of running) {
      if (awaiting.size >= missing || this.deferred > 0) break;
      if (await this.attempt(item, false, () => this.isAwaitingApproval(item))) awaiting.add(item.tag);
    }
    return awaiting;
  }

  private async isAwaitingApproval({ state, executionId }: DeliveryItem): Promise<boolean> {
    if (state !== "running" || executionId === undefined) return false;
    const running = (await this.props.runner.actions(executionId)).filter(
      ({ status }) => status === "running",
    );
    return running.length > 0 && running.every(({ category }) => category === "Approval");
  }

  /** Whatever befalls one delivery, the others go on; `otherwise` is the answer where the work failed. */
  private async attempt<Result>(
    item: DeliveryItem,
    otherwise: Result,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof TryLaterError) {
        this.deferred += 1;
        this.props.journal.log("warn", "put off to a later tick", { ...named(item), reason: error.message });
      } else {
        this.failed(item, error);
      }
      return otherwise;
    }
  }

  private isFresh(since = ""): boolean {
    return this.props.now().getTime() - Date.parse(since) < KNOWN_AFTER;
  }

  private failed(item: DeliveryItem, error: unknown): void {
    this.errors.push(error);
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.props.journal.log("error", "could not be moved on", { ...named(item), state: item.state, reason });
  }

  private info(message: string, item: DeliveryItem, fields: Readonly<Record<string, unknown>>): void {
    this.props.journal.log("info", message, { ...named(item), ...fields });
  }

  private ended(item: DeliveryItem, recorded: boolean): void {
    const { result, startedAt = "", endedAt = "" } = item;
    this.info("ended", item, { result, recorded });
    this.props.journal.metrics({
      DeliveryFailed: result === "succeeded" ? 0 : 1,
      DeliveryDurationSeconds: (Date.parse(endedAt) - Date.parse(startedAt)) / 1000,
    });
  }

  private report(open: readonly DeliveryItem[]): void {
    const claimed = open.filter(({ state, executionId }) => state === "running" && executionId === undefined);
    const ages = [...startable(open), ...claimed].map(
      ({ queuedAt }) => (this.props.now().getTime() - Date.parse(queuedAt)) / 1000,
    );
    this.props.journal.metrics({
      QueueAgeSeconds: Math.max(0, ...ages),
      QueueLength: open.filter(({ state }) => state === "waiting").length,
      RunningDeliveries: open.filter(takesPlace).length,
      Deferred: this.deferred,
    });
  }
}

/** What every line about a delivery says. */
const named = ({ tag, cell, executionId }: DeliveryItem) => ({ tag, cell, executionId });
