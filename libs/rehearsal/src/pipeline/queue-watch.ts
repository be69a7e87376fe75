import { setTimeout as wait } from "node:timers/promises";

import { type DeliveryItem, isOpen, queueIn } from "@tagform/delivery-queue";
import {
  type DeploymentTag,
  formatCell,
  formatDeploymentTag,
  parseDeploymentTag,
  queueTableName,
} from "@tagform/deployment";
import { InterruptedError } from "@tagform/toolchain";

import { type DeliveryDefinition } from "./definition/delivery-definition";
import { type DeliveredStage, type DeliveredTag } from "./delivered-tag";
import { type Builds } from "./execution/builds";
import { type CodePipeline } from "./execution/code-pipeline";
import { type Execution } from "./execution/execution";
import { type Owner } from "./provide/owner";

export interface QueueWatchRequest {
  readonly tags: readonly string[];
  readonly definition: Pick<DeliveryDefinition, "pipeline">;
  readonly owner: Owner;
  readonly pipeline: CodePipeline;
  readonly builds: Builds;
}

const POLL_MS = 100;
/** The schedule that ticks when no event came, shorter than in the stack. */
const TICK_MS = 20_000;

/** What the queue says of the tags that were pushed. */
export class QueueWatch {
  private readonly started = Date.now();
  private readonly failures = new Map<string, string>();
  private items = new Map<string, DeliveryItem>();
  private seen = "";

  private constructor(
    private readonly request: QueueWatchRequest,
    private readonly queue: Awaited<ReturnType<typeof queueIn>>,
  ) {}

  public static async open(request: QueueWatchRequest): Promise<QueueWatch> {
    const [first = ""] = request.tags;
    const { environment } = parseDeploymentTag(first).cell;
    const { region, environment: variables } = request.owner;
    const queue = await queueIn({ tableName: queueTableName(environment), region, environment: variables });
    return new QueueWatch(request, queue);
  }

  /** Takes down that a source build failed; undefined: it did not. */
  public failed(tag: DeploymentTag, failure: string | undefined): void {
    if (failure !== undefined) this.failures.set(formatDeploymentTag(tag), `Source build: ${failure}`);
  }

  public async hasOpen(): Promise<boolean> {
    const cells = new Set(this.request.tags.map((tag) => formatCell(parseDeploymentTag(tag).cell)));
    const found = (await Promise.all([...cells].map((cell) => this.queue.itemsOf(cell)))).flat();
    this.items = new Map(found.map((item) => [item.tag, item]));
    return found.some(isOpen);
  }

  /** Waits until an execution or a build ended that the dispatcher was not told of, or for the schedule. */
  public async event(signal: AbortSignal): Promise<void> {
    const until = Date.now() + TICK_MS;
    while (Date.now() < until) {
      if (signal.aborted) throw new InterruptedError("interrupted while deliveries ran");
      const now = this.ended();
      if (now !== this.seen) {
        this.seen = now;
        return;
      }
      await wait(POLL_MS);
    }
  }

  /** What a person should know besides the results. */
  public notes(): string[] {
    return [...this.items.values()].flatMap(({ tag, state, reason }) =>
      state === "refused" ? [`${tag} was refused: ${reason ?? ""}`] : [],
    );
  }

  public delivered(): DeliveredTag[] {
    return this.request.tags.map((tag) => this.deliveredTag(tag));
  }

  private ended(): string {
    const { pipeline, builds } = this.request;
    const executions = pipeline.executions.filter(({ status }) => status !== "InProgress").length;
    const ended = builds.all.filter(({ result }) => result !== undefined).length;
    return `${executions}/${ended}`;
  }

  private deliveredTag(tag: string): DeliveredTag {
    const item = this.items.get(tag);
    const execution = this.request.pipeline.find(item?.executionId ?? "");
    const failure = this.failures.get(tag) ?? failureOf(item, this.recordFailure(item));
    const plan = execution?.actions.find(({ variables }) => variables["PLAN_LINE"] !== undefined);
    return {
      tag,
      result: failure !== undefined ? "failed" : wasSkipped(execution) ? "unchanged" : "applied",
      plan: plan?.variables["PLAN_LINE"],
      stages: this.request.definition.pipeline.stages.map(({ name }) => stageOf(name, execution)),
      failure,
      durationMs: (execution?.updatedAt.getTime() ?? Date.now()) - this.started,
    };
  }

  private recordFailure(item: DeliveryItem | undefined): string | undefined {
    const build = this.request.builds.find(item?.recordBuildId ?? "");
    if (build?.result?.isSuccess === true) return undefined;
    return `record: ${build?.result?.failure ?? "no build wrote it"}; log: ${build?.result?.log ?? "none"}`;
  }
}

function failureOf(item: DeliveryItem | undefined, record: string | undefined): string | undefined {
  if (item === undefined) return "the queue does not know it";
  const { state, result, failure, reason } = item;
  if (state === "refused") return `refused: ${reason ?? ""}`;
  if (result !== "succeeded")
    return `${failure?.stage ?? "execution"}: ${failure?.reason ?? result ?? state}`;
  return record;
}

const wasSkipped = (execution: Execution | undefined): boolean =>
  execution?.skipped.includes("Apply") === true;

function stageOf(name: string, execution: Execution | undefined): DeliveredStage {
  if (execution?.skipped.includes(name) === true) return { name, status: "skipped" };
  const actions = execution?.actions.filter(({ stage }) => stage === name) ?? [];
  if (actions.length === 0) return { name, status: "not reached" };
  return { name, status: actions.every(({ status }) => status === "Succeeded") ? "succeeded" : "failed" };
}
