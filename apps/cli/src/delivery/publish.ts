import { deployableCell } from "@tagform/config";
import { type EnvironmentName, isEnvironmentName, stateLocation } from "@tagform/deployment";
import { assertNoIssues, EXIT, type ExitCode, type Issue, UserError } from "@tagform/outcome";
import { type PublishReport, type PublishRequest, publishTags } from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { loadEnvironment } from "../environments";
import { resolveState } from "../state-options";
import { environmentCloud } from "./environment-cloud";
import { stepContext } from "./step-context";

export interface PublishOptions {
  /** A folder of the repository. */
  readonly repository: string;
  /**
   * Text of the tag.
   *
   * @default - all tags that nobody has seen yet
   */
  readonly tag?: string | undefined;
  /** Publish none, and never deliver those that exist. */
  readonly adopt: boolean;
}

/** Hands tags over to the pipeline of the environment for which this build's project is. */
export async function publish(
  context: Context,
  { repository, tag, adopt }: PublishOptions,
): Promise<PublishReport> {
  const { env } = context;
  const { name, bucket, table, branch } = projectOf(env);
  const environment = await loadEnvironment(name);
  assertIsBranch(environment, branch);
  const { settings } = resolveState(environment, {}, env);
  const cloud = environmentCloud(env);
  const region = settings.buildRegion;
  // Loaded here, because most commands never need it.
  const { queueIn } = await import("@tagform/delivery-queue");
  const queue = await queueIn({ tableName: table, region, environment: cloud.environment });
  try {
    const request: PublishRequest = {
      environment: name,
      repository,
      releaseBranch: environment.releaseBranch,
      signedTags: environment.signedTags,
      tag,
      adopt,
      assertCell: (cell) => void deployableCell(environment, cell),
      stateOf: (cell) => stateLocation(cell, settings),
      store: { cloud, bucket, region },
      queue,
    };
    return await publishTags(request, stepContext(context));
  } catch (cause) {
    throw isRefusedByAws(cause) ? unreachable({ bucket, table }, cause) : cause;
  } finally {
    queue.close();
  }
}

/** Whether a service of AWS answered that it will not. */
function isRefusedByAws(error: unknown): error is Error {
  return error instanceof Error && "$fault" in error;
}

function unreachable({ bucket, table }: Pick<Project, "bucket" | "table">, cause: Error): UserError {
  return new UserError(
    `AWS did not do what publishing needs of bucket ${bucket} and table ${table}: ${cause.name}: ${cause.message}; ` +
      "what was published is queued, and the next build goes on",
    { cause },
  );
}

/** Refused tags are an exit code of their own, also where others were published; a sweep tells each once. */
export function publishExitCode({ refused }: PublishReport): ExitCode {
  return refused.some(({ isNews }) => isNews) ? EXIT.refused : EXIT.ok;
}

/** What was done, for people. */
export function publishText({ published, known, refused }: PublishReport): string {
  return [
    ...published.map(({ tag, commit }) => `published ${tag}, commit ${commit.slice(0, 12)}`),
    ...refused.map(({ tag, reason, isNews }) => `${isNews ? "" : "still "}refused ${tag}: ${reason}`),
    `${published.length} published, ${known.length} known before, ${refused.length} refused`,
  ].join("\n");
}

interface Project {
  readonly name: EnvironmentName;
  readonly bucket: string;
  readonly table: string;
  readonly branch: string | undefined;
}

/** What the source project's own environment says; all that is missing is told at once. */
function projectOf(env: Readonly<Record<string, string>>): Project {
  const name = env["TAGFORM_ENVIRONMENT"] ?? "";
  const bucket = env["TAGFORM_COMMITS_BUCKET"] ?? "";
  const table = env["TAGFORM_QUEUE_TABLE"] ?? "";
  const values = { TAGFORM_ENVIRONMENT: name, TAGFORM_COMMITS_BUCKET: bucket, TAGFORM_QUEUE_TABLE: table };
  const issues: Issue[] = Object.entries(values)
    .filter(([, value]) => value === "")
    .map(([path]) => ({ path, message: "is not set: the source project of an environment sets it" }));
  assertNoIssues("tagform source --publish", issues);
  if (!isEnvironmentName(name))
    throw new UserError(`TAGFORM_ENVIRONMENT is "${name}", which is no environment`);
  return { name, bucket, table, branch: env["TAGFORM_RELEASE_BRANCH"] };
}

/** The program comes from the branch that the project checks out: another one would judge by its own rules. */
function assertIsBranch({ name, releaseBranch }: Environment, branch: string | undefined): void {
  if (branch === undefined || branch === releaseBranch) return;
  throw new UserError(
    `TAGFORM_RELEASE_BRANCH is "${branch}", the release branch of ${name} is ${releaseBranch}: ` +
      "correct the delivery of the environment, or its data",
  );
}
