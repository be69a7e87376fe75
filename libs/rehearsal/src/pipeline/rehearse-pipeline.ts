import { join } from "node:path";

import { type DeploymentTag, formatDeploymentTag, parseDeploymentTag } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { type StepContext } from "@tagform/steps";

import { cloneForRehearsal, type PrivateClone } from "../clone/clone-for-rehearsal";
import { PrivateGit } from "../clone/private-git";
import { type Progress, timed } from "../delivery/progress";
import { type RehearsalDestination } from "../delivery/rehearse";
import { EmbeddedAws } from "../embedded/embedded-aws";
import { type ChosenProvider } from "../provider/choose-provider";
import { type WriteMirror } from "../provider/commit-mirror";
import { deliveryDefinition } from "./definition/delivery-definition";
import { type StackDocument } from "./definition/terraform-stack";
import { type DeliveredTag, PipelineFailedError } from "./delivered-tag";
import { DeliveryStage } from "./delivery-stage";
import { imaginedKeys } from "./provide/provide-keys";
import { provideHostsBranch } from "./provide/source-build";

/** The synthesized stack of an environment's delivery. */
export interface SynthesizedDelivery {
  /** Folder with `cdk.tf.json` and the packages of functions. Absolute. */
  readonly directory: string;
  readonly document: StackDocument;
}

export interface PipelineRehearsalRequest {
  /** Deployment tags of one environment. They need not exist. */
  readonly tags: readonly string[];
  /** A folder of the user's repository, which is only read. Absolute. */
  readonly repository: string;
  destinationOf(tag: DeploymentTag): Promise<RehearsalDestination>;
  readonly delivery: SynthesizedDelivery;
  readonly provider: ChosenProvider;
  readonly writeMirror: WriteMirror;
  /** Who approves: the first one the first approval of an execution, and so on; the last one all that follow. */
  readonly people: readonly string[];
  /** A new folder for the clone, the builds and the log. Absolute. */
  readonly directory: string;
  /** Where tools are, and the ambient environment. */
  readonly context: StepContext;
  /** Paths of programs. */
  readonly tools: { readonly git: string; readonly motoServer: string; readonly node: string };
  readonly progress: Progress;
}

export interface PipelineRehearsal {
  /** One for each tag, in the order in which they were asked for. */
  readonly deliveries: readonly DeliveredTag[];
}

/**
 * Deliver tags of one environment through the pipeline that its stack defines, on an embedded AWS on this machine: source
 * build, queue, dispatcher, stages, approvals, record. The roles' policies are judged at every call.
 *
 * What it started is stopped at the end, whatever the end.
 *
 * @throws UserError for a definition that cannot work, PipelineFailedError if a delivery fails or a role was not allowed
 * what a step needs, InterruptedError on abort
 */
export async function rehearsePipeline(request: PipelineRehearsalRequest): Promise<PipelineRehearsal> {
  const { delivery, directory, context, tools, progress, provider } = request;
  const targets = await targetsOf(request);
  // All that can be said of the definition is said before anything is started.
  deliveryDefinition(delivery.document, imaginedKeys(delivery.document));
  progress.note(provider.reason);
  const embedded = await timed(
    progress,
    { name: "embedded AWS" },
    () =>
      EmbeddedAws.start({
        tool: { path: tools.motoServer },
        path: context.env["PATH"] ?? "",
        directory,
        signal: context.signal,
      }),
    ({ endpoint }) => endpoint,
  );
  try {
    const clone = await cloned(request, targets);
    const states = targets.map(({ state }) => state);
    const stage = await DeliveryStage.build({ ...request, endpoint: embedded.endpoint, clone, states });
    try {
      return await deliverAll(stage, targets);
    } finally {
      await stage.stop();
    }
  } catch (problem) {
    const end = await embedded.unexpectedEnd();
    if (end !== undefined) progress.note(end);
    throw problem;
  } finally {
    await embedded.stop();
  }
}

interface Target extends RehearsalDestination {
  readonly tag: DeploymentTag;
}

async function targetsOf({ tags, ...request }: PipelineRehearsalRequest): Promise<Target[]> {
  if (tags.length === 0) throw new UserError("no tag to rehearse: name at least one deployment tag");
  const parsed = [...new Set(tags)].map((text) => parseDeploymentTag(text));
  const environments = new Set(parsed.map(({ cell }) => cell.environment));
  if (environments.size > 1) {
    throw new UserError(
      `tags of ${[...environments].join(" and ")}: each environment has a pipeline of its own, rehearse them one by one`,
    );
  }
  return Promise.all(parsed.map(async (tag) => ({ tag, ...(await request.destinationOf(tag)) })));
}

async function cloned(
  { repository, directory, context, tools, progress }: PipelineRehearsalRequest,
  tags: readonly Target[],
): Promise<PrivateClone> {
  const options = { path: tools.git, env: context.env, signal: context.signal };
  const clone = await timed(
    progress,
    { name: "private clone" },
    () => cloneForRehearsal({ repository, directory: join(directory, "repository.git"), tags }, options),
    ({ head }) => `HEAD is ${head.slice(0, 12)}`,
  );
  for (const note of clone.notes) progress.note(note);
  const git = new PrivateGit(options);
  for (const branch of new Set(tags.map(({ releaseBranch }) => releaseBranch))) {
    await provideHostsBranch(git, clone.directory, branch);
  }
  return clone;
}

async function deliverAll(stage: DeliveryStage, targets: readonly Target[]): Promise<PipelineRehearsal> {
  const deliveries = await stage.deliver(targets.map(({ tag }) => formatDeploymentTag(tag)));
  const { denials } = stage;
  const failed = deliveries.filter(({ failure }) => failure !== undefined);
  if (failed.length > 0 || denials.length > 0) throw new PipelineFailedError(failed, denials);
  return { deliveries };
}
