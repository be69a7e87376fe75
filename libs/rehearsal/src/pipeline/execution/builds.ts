import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { type BuildResult, type LaySource, runBuild } from "../build/code-build";
import { type DeliveryDefinition } from "../definition/delivery-definition";
import { type ProjectDefinition } from "../definition/project-definition";
import { type RoleSession, type RoleSessions } from "../front/role-sessions";

/** A build that is asked for. */
export interface BuildOrder {
  readonly project: ProjectDefinition;
  /** Named in messages: `Plan of dev_us-east-1/research/1.0`. */
  readonly step: string;
  readonly overrides: Readonly<Record<string, string>>;
  /** Lays the sources as the project's role. */
  readonly primary: (session: RoleSession) => LaySource;
  readonly secondary: ReadonlyMap<string, (session: RoleSession) => LaySource>;
  readonly outputs: readonly string[];
}

export interface StartedBuild {
  readonly id: string;
  readonly arn: string;
  /** Undefined while it runs. */
  result: BuildResult | undefined;
  /** The project's role at work. */
  readonly ended: Promise<{ readonly result: BuildResult; readonly session: RoleSession }>;
}

export interface BuildsOptions {
  readonly definition: Pick<DeliveryDefinition, "projects">;
  readonly roles: RoleSessions;
  /** Folder for the builds. Absolute. */
  readonly directory: string;
  /** What every build gets of this machine: PATH, HOME. */
  readonly machine: Readonly<Record<string, string>>;
  /** Makes sources ready on this machine, see {@link BuildRequest.prepare}. */
  readonly prepare: (sourceDirectory: string, session: RoleSession) => Promise<void>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** CodeBuild: what was started, and what became of it. */
export class Builds {
  private readonly started = new Map<string, StartedBuild>();
  private count = 0;

  public constructor(private readonly options: BuildsOptions) {}

  /** Starts a build and does not wait for it. */
  public start(order: BuildOrder): StartedBuild {
    const { name, arn } = order.project;
    const id = `${name}:${randomUUID()}`;
    this.count += 1;
    const ended = this.run(order, id, join(this.options.directory, `${this.count}-${name}`));
    const build: StartedBuild = {
      id,
      arn: arn.replace(/project\/.*$/, `build/${id}`),
      result: undefined,
      ended,
    };
    // Whoever waits for it sees the failure.
    ended.then(
      ({ result }) => (build.result = result),
      (problem: unknown) => (build.result = broken(id, problem)),
    );
    this.started.set(id, build);
    return build;
  }

  public find(id: string): StartedBuild | undefined {
    return this.started.get(id);
  }

  public get all(): readonly StartedBuild[] {
    return [...this.started.values()];
  }

  private async run(
    order: BuildOrder,
    id: string,
    directory: string,
  ): ReturnType<() => StartedBuild["ended"]> {
    const { roles, machine, prepare, onLine, signal } = this.options;
    const { project, step, overrides, primary, secondary, outputs } = order;
    const { roleArn, arn: sourceArn } = project;
    const session = await roles.begin({ roleArn, service: "codebuild.amazonaws.com", sourceArn, step });
    const result = await runBuild({
      id,
      project,
      overrides,
      primary: primary(session),
      secondary: new Map([...secondary].map(([name, lay]) => [name, lay(session)])),
      outputs,
      directory,
      machine: { ...machine, ...session.environment },
      prepare: (source) => prepare(source, session),
      onLine,
      signal,
    });
    return { result, session };
  }
}

/** What became of a build that could not be run to its end. */
const broken = (id: string, problem: unknown): BuildResult => ({
  id,
  isSuccess: false,
  failure: problem instanceof Error ? problem.message : String(problem),
  exported: {},
  artifacts: new Map(),
  log: "",
});
