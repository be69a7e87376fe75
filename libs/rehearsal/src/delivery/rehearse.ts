import { join } from "node:path";

import {
  type DeploymentTag,
  formatDeploymentTag,
  parseDeploymentTag,
  stackName,
  type StateLocation,
} from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { InterruptedError } from "@tagform/toolchain";

import { cloneForRehearsal, type PrivateClone } from "../clone/clone-for-rehearsal";
import { cloudFor } from "../cloud-for";
import { EmbeddedAws } from "../embedded/embedded-aws";
import { loopbackEndpoint } from "../embedded/loopback";
import { createStateBackend } from "../embedded/state-backend";
import { type ChosenProvider } from "../provider/choose-provider";
import { deployTag, type RehearsalCloud, type RehearsalSteps, type RehearsedDeployment } from "./deploy-tag";
import { describeKept, type KeptEmbeddedAws } from "./kept";
import { type Progress, timed } from "./progress";

/** What the environment's data says about a tag's delivery. */
export interface RehearsalDestination {
  readonly state: StateLocation;
  /** The branch that must hold the tagged commit: `main`. */
  readonly releaseBranch: string;
}

export interface RehearsalRequest {
  /** Deployment tags, deployed in this order to the same embedded AWS. They need not exist. */
  readonly tags: readonly string[];
  /**
   * Tags of cells that the others look things up from, deployed before them.
   *
   * @default - none
   */
  readonly deployFirst?: readonly string[];
  /** A folder of the user's repository, which is only read. Absolute. */
  readonly repository: string;
  destinationOf(tag: DeploymentTag): RehearsalDestination | Promise<RehearsalDestination>;
  readonly provider: ChosenProvider;
  /** A new folder for the clone, the runs and the log. Absolute. */
  readonly directory: string;
  /** The ambient environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Paths of programs; `motoServer` is not needed with `endpoint`. */
  readonly tools: { readonly git: string; readonly motoServer?: string };
  /**
   * Address of an embedded AWS that an earlier rehearsal kept. It is not stopped.
   *
   * @default - one is started for this rehearsal
   */
  readonly endpoint?: string;
  /**
   * Leave the embedded AWS running, also when a step failed; an interruption stops it all the same.
   *
   * @default false
   */
  readonly keep?: boolean;
  readonly steps: RehearsalSteps;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface Rehearsal {
  /** One for each tag, in the order of their deployment. */
  readonly deployments: readonly RehearsedDeployment[];
  readonly endpoint: string;
  readonly kept?: KeptEmbeddedAws;
}

/**
 * Deliver tags from the tagged commit to an applied state, on an embedded AWS on this machine.
 *
 * What it started is stopped at the end, whatever the end. Nothing of the user's repository is changed, and
 * nothing of the ambient AWS settings is used.
 *
 * @throws RehearsalFailedError if a step fails, InterruptedError on abort, RefusedError if `endpoint` is not
 * loopback, UserError if a tag is malformed or the embedded AWS does not start
 */
export async function rehearse(request: RehearsalRequest): Promise<Rehearsal> {
  const targets = await targetsOf(request);
  assertCanStart(request);
  request.progress.note(request.provider.reason);
  const starting = provideAws(request);
  const stage = new Stage(request, starting);
  try {
    await stage.deploy(targets);
    const { endpoint } = await starting;
    const kept = await stage.keepIfAsked();
    const { deployments } = stage;
    return { deployments, endpoint, ...(kept === undefined ? {} : { kept }) };
  } catch (problem) {
    await stage.afterFailure(problem);
    throw problem;
  } finally {
    await starting.then((embedded) => embedded.stop(), ignore);
  }
}

/** Whoever waited for it has its failure. */
const ignore = (): void => undefined;

interface Target extends RehearsalDestination {
  readonly tag: DeploymentTag;
}

/** All tags, prerequisites first, each once. Nothing is started before they are known to be right. */
async function targetsOf(request: RehearsalRequest): Promise<Target[]> {
  const { deployFirst = [], tags } = request;
  if (tags.length === 0) throw new UserError("no tag to rehearse: name at least one deployment tag");
  const names = new Set(
    [...deployFirst, ...tags].map((text) => formatDeploymentTag(parseDeploymentTag(text))),
  );
  const targets: Target[] = [];
  for (const name of names) {
    const tag = parseDeploymentTag(name);
    targets.push({ tag, ...(await request.destinationOf(tag)) });
  }
  return targets;
}

function assertCanStart({ endpoint, tools }: RehearsalRequest): void {
  if (endpoint !== undefined) loopbackEndpoint(endpoint);
  else if (tools.motoServer === undefined) {
    throw new UserError(
      "the embedded AWS needs moto_server, which was not found: run npm run demo, which installs it",
    );
  }
}

function provideAws(request: RehearsalRequest): Promise<EmbeddedAws> {
  const { endpoint, tools, env, directory, signal, progress } = request;
  const started = timed(
    progress,
    { name: "embedded AWS" },
    () =>
      endpoint === undefined
        ? EmbeddedAws.start({
            tool: { path: tools.motoServer ?? "moto_server" },
            path: env["PATH"] ?? "",
            directory,
            signal,
          })
        : EmbeddedAws.connect(endpoint),
    (embedded) => embedded.endpoint,
  );
  // Others go on meanwhile, and see a failure when they wait for it.
  started.catch(ignore);
  return started;
}

/** One rehearsal on one embedded AWS. */
class Stage {
  public readonly deployments: RehearsedDeployment[] = [];
  private run: string | undefined;

  public constructor(
    private readonly request: RehearsalRequest,
    private readonly embedded: Promise<EmbeddedAws>,
  ) {}

  public async deploy(targets: readonly Target[]): Promise<void> {
    const { directory: repository } = await this.clone(targets);
    for (const [index, target] of targets.entries()) {
      this.deployments.push(await this.deployOne(target, index + 1, repository));
    }
  }

  /** Keep what the user wants to look at, and say why the embedded AWS ended if it did. */
  public async afterFailure(problem: unknown): Promise<void> {
    const { progress, signal, keep } = this.request;
    const embedded = await this.embedded.catch(ignore);
    const end = await embedded?.unexpectedEnd();
    if (end !== undefined) progress.note(end);
    else if (keep === true && !signal.aborted && !(problem instanceof InterruptedError)) {
      for (const line of (await this.keepIfAsked())?.instructions ?? []) progress.note(line);
    }
  }

  public async keepIfAsked(): Promise<KeptEmbeddedAws | undefined> {
    const embedded = await this.embedded.catch(ignore);
    if (this.request.keep !== true || embedded?.pid === undefined) return undefined;
    await embedded.keep();
    return describeKept(embedded, this.run);
  }

  private async clone(tags: readonly Target[]): Promise<PrivateClone> {
    const { repository, directory, tools, env, signal, progress } = this.request;
    const clone = await timed(
      progress,
      { name: "private clone" },
      () =>
        cloneForRehearsal(
          { repository, directory: join(directory, "repository.git"), tags },
          { path: tools.git, env, signal },
        ),
      ({ head }) => `HEAD is ${head.slice(0, 12)}`,
    );
    for (const note of clone.notes) progress.note(note);
    return clone;
  }

  private deployOne(
    { tag, state, releaseBranch }: Target,
    number: number,
    repository: string,
  ): Promise<RehearsedDeployment> {
    const { steps, progress, signal, directory, provider } = this.request;
    const run = join(directory, "runs", `${number}-${stackName(tag.cell)}-${tag.version}`);
    this.run = run;
    const cloud = this.cloudOf(tag, state);
    cloud.catch(ignore);
    return deployTag({
      ...{ tag, releaseBranch, state, repository, run, steps, progress, signal, cloud },
      provider: provider.source,
      isFirst: this.request.endpoint === undefined && number === 1,
    });
  }

  private async cloudOf(tag: DeploymentTag, state: StateLocation): Promise<RehearsalCloud> {
    const { progress, provider } = this.request;
    const embedded = await this.embedded;
    const backend = timed(
      progress,
      { name: "state backend", tag: formatDeploymentTag(tag) },
      () => createStateBackend(embedded.endpoint, state),
      () => `s3://${state.bucket}/${state.key}`,
    );
    backend.catch(ignore);
    return { cloud: cloudFor(embedded, provider.source), endpoint: embedded.endpoint, backend };
  }
}
