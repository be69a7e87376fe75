import { join } from "node:path";

import {
  type DeploymentTag,
  dispatchName,
  parseDeploymentTag,
  type StateLocation,
} from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type PrivateClone } from "../clone/clone-for-rehearsal";
import { timed } from "../delivery/progress";
import { type DeliveryDefinition, deliveryDefinition } from "./definition/delivery-definition";
import { placeOf } from "./definition/terraform-stack";
import { type DeliveredTag } from "./delivered-tag";
import { ActionMachine } from "./execution/actions";
import { Builds } from "./execution/builds";
import { CodePipeline } from "./execution/code-pipeline";
import { deliveryService } from "./execution/delivery-service";
import { Front } from "./front/front";
import { type Denial, Judge } from "./front/judge";
import { RoleSessions } from "./front/role-sessions";
import { Sessions } from "./front/sessions";
import { DispatchFunction } from "./provide/dispatch-function";
import { machineEnvironment } from "./provide/machine-environment";
import { pathWithNpm } from "./provide/npm-shim";
import { type Owner, ownerOf } from "./provide/owner";
import { RunPreparer } from "./provide/prepare-run";
import { provideKeys } from "./provide/provide-keys";
import { LOCK_TABLE_KEY, provideStores } from "./provide/provide-stores";
import { sourceBuild } from "./provide/source-build";
import { QueueWatch } from "./queue-watch";
import { type PipelineRehearsalRequest } from "./rehearse-pipeline";

export interface DeliveryStageRequest extends PipelineRehearsalRequest {
  /** Address of the embedded AWS. */
  readonly endpoint: string;
  readonly clone: PrivateClone;
  readonly states: readonly StateLocation[];
}

/** How many source builds run at the same time. */
const SOURCE_BUILDS = 2;

interface Parts {
  readonly definition: DeliveryDefinition;
  readonly owner: Owner;
  readonly front: Front;
  readonly judge: Judge;
  readonly builds: Builds;
  readonly pipeline: CodePipeline;
  readonly dispatch: DispatchFunction;
  /** Ends all builds and executions. */
  readonly end: AbortController;
}

/** The tooling account of an environment, as its delivery stack makes it, with somebody who pushes tags. */
export class DeliveryStage {
  private constructor(
    private readonly request: DeliveryStageRequest,
    private readonly parts: Parts,
  ) {}

  /** @throws UserError if something of the stack cannot be made */
  public static async build(request: DeliveryStageRequest): Promise<DeliveryStage> {
    const { progress } = request;
    const definition = (parts: Parts): string => parts.definition.pipeline.name;
    const parts = await timed(progress, { name: "delivery stack" }, () => partsOf(request), definition);
    return new DeliveryStage(request, parts);
  }

  /** What roles were not allowed so far. */
  public get denials(): readonly Denial[] {
    return this.parts.judge.denials;
  }

  /** Pushes the tags, and waits until the queue is through with each. */
  public async deliver(tags: readonly string[]): Promise<DeliveredTag[]> {
    const { definition, owner, dispatch, pipeline, builds } = this.parts;
    const { context, progress } = this.request;
    const watch = await QueueWatch.open({ tags, definition, owner, pipeline, builds });
    const waiting = tags.map((tag) => parseDeploymentTag(tag));
    const pushOne = async (): Promise<void> => {
      for (let tag = waiting.shift(); tag !== undefined; tag = waiting.shift()) {
        watch.failed(tag, await this.push(tag));
        await dispatch.invoke();
      }
    };
    const pushing = Promise.all(Array.from({ length: SOURCE_BUILDS }, pushOne));
    pushing.catch(() => undefined);
    await pushing;
    while (await watch.hasOpen()) {
      await watch.event(context.signal);
      await dispatch.invoke();
    }
    await pipeline.settled();
    for (const note of watch.notes()) progress.note(note);
    return watch.delivered();
  }

  /** Ends what still runs, and waits for it. */
  public async stop(): Promise<void> {
    const { end, pipeline, builds, front } = this.parts;
    end.abort();
    await pipeline.settled();
    await Promise.allSettled(builds.all.map(({ ended }) => ended));
    await front.stop();
  }

  /** Returns why the source build failed, undefined if it did not. */
  private async push(tag: DeploymentTag): Promise<string | undefined> {
    const { definition, builds } = this.parts;
    const { clone, tools, context, progress } = this.request;
    const order = sourceBuild({ ...context, definition, tag, repository: clone.directory, git: tools.git });
    try {
      await timed(progress, { name: order.step }, async () => {
        const { result } = await builds.start(order).ended;
        if (!result.isSuccess) throw new UserError(`${result.failure ?? "failed"}; log: ${result.log}`);
      });
      return undefined;
    } catch (problem) {
      if (problem instanceof UserError && !context.signal.aborted) return problem.message;
      throw problem;
    }
  }
}

async function partsOf(request: DeliveryStageRequest): Promise<Parts> {
  const { endpoint, delivery, states, directory, context, tools, progress, people } = request;
  const owner = await ownerOf(endpoint, placeOf(delivery.document));
  const definition = deliveryDefinition(delivery.document, await provideKeys(delivery.document, owner));
  await provideStores(definition.stores, states, owner);
  const sessions = new Sessions();
  const judge = new Judge(definition);
  const hashKeys = new Map([
    ...states.map(({ lockTable }) => [lockTable, LOCK_TABLE_KEY] as const),
    ...definition.stores.tables.map(({ name, hashKey }) => [name, hashKey] as const),
  ]);
  const front: Front = new Front({
    endpoint,
    definition,
    hashKeyOf: (table) => hashKeys.get(table),
    sessions,
    judge,
    service: (operation, body) => deliveryService({ definition, pipeline, builds })(operation, body),
  });
  const roles = new RoleSessions({ definition, endpoint, front: await front.start(), sessions, judge });
  const path = await pathWithNpm(join(directory, "bin"), tools.node, context.env["PATH"] ?? "");
  const machine = { ...machineEnvironment(context.env), PATH: path };
  const onLine = (line: string): void => progress.line(line);
  const preparer = new RunPreparer({
    context,
    provider: request.provider.source,
    writeMirror: request.writeMirror,
    stateOf: async (tag) => (await request.destinationOf(tag)).state,
    endpoint,
    directory: join(directory, "rehearsal-providers"),
  });
  const end = new AbortController();
  const signal = AbortSignal.any([context.signal, end.signal]);
  const common = { definition, roles, machine, onLine, signal };
  const builds: Builds = new Builds({
    ...common,
    directory: join(directory, "builds"),
    prepare: (source, session) => preparer.prepare(source, session),
  });
  const actions = new ActionMachine({ ...common, builds, people });
  const pipeline: CodePipeline = new CodePipeline({
    definition,
    roles,
    actions,
    watch: async ({ variables }, stage, work) => {
      const tag = Object.values(variables)[0] ?? "";
      await timed(progress, { name: `${stage} of ${tag}` }, work, (detail) => detail);
    },
  });
  try {
    const dispatch = await installDispatch(request, definition, common);
    return { definition, owner, front, judge, builds, pipeline, dispatch, end };
  } catch (problem) {
    await front.stop();
    throw problem;
  }
}

async function installDispatch(
  { delivery, directory, tools, tags }: DeliveryStageRequest,
  definition: DeliveryDefinition,
  common: Pick<Parameters<typeof DispatchFunction.install>[0], "roles" | "machine" | "onLine" | "signal">,
): Promise<DispatchFunction> {
  const name = dispatchName(parseDeploymentTag(tags[0] ?? "").cell.environment);
  const found = definition.dispatch;
  if (found?.name !== name) {
    throw new UserError(
      `the delivery stack has no function ${name}${found === undefined ? "" : `, only ${found.name}`}`,
    );
  }
  return DispatchFunction.install({
    ...common,
    definition: found,
    stack: delivery.directory,
    directory: join(directory, "dispatch"),
    node: tools.node,
  });
}
