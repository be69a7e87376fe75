import * as codebuild from "@aws-sdk/client-codebuild";
import * as codepipeline from "@aws-sdk/client-codepipeline";
import { COMMIT_OBJECT } from "@tagform/deployment";

import type { DeliveryItem, DeliveryResult } from "./delivery-item";
import {
  type ActionRun,
  COMMIT_ACTION,
  type DeliveryRunner,
  type RecordBuild,
  type RecordRequest,
  TAG_VARIABLE,
  TryLaterError,
} from "./delivery-runner";

export interface AwsRunnerProps {
  readonly codepipeline: Pick<codepipeline.CodePipelineClient, "send">;
  readonly codebuild: Pick<codebuild.CodeBuildClient, "send">;
  /** Name of the pipeline. */
  readonly pipeline: string;
  readonly commitsBucket: string;
  /** Name of the CodeBuild project that writes records. */
  readonly recordProject: string;
}

/** CodePipeline and CodeBuild of one environment. */
export class AwsRunner implements DeliveryRunner {
  public constructor(private readonly props: AwsRunnerProps) {}

  public async start({ tag, tagObject, objectVersion }: DeliveryItem): Promise<string> {
    const { codepipeline: client, pipeline } = this.props;
    const answer = await patient(() =>
      client.send(
        new codepipeline.StartPipelineExecutionCommand({
          name: pipeline,
          // The same for every try: CodePipeline answers a second one with the execution of the first.
          clientRequestToken: tagObject,
          variables: [{ name: TAG_VARIABLE, value: tag }],
          sourceRevisions: [
            { actionName: COMMIT_ACTION, revisionType: "S3_OBJECT_VERSION_ID", revisionValue: objectVersion },
          ],
        }),
      ),
    );
    return present(answer.pipelineExecutionId, "StartPipelineExecution answered without an execution");
  }

  public async status(executionId: string): Promise<"running" | DeliveryResult> {
    const { codepipeline: client, pipeline } = this.props;
    const command = new codepipeline.GetPipelineExecutionCommand({
      pipelineName: pipeline,
      pipelineExecutionId: executionId,
    });
    try {
      const { pipelineExecution } = await patient(() => client.send(command));
      return resultOf(present(pipelineExecution?.status, `execution ${executionId} has no status`));
    } catch (error) {
      if (error instanceof codepipeline.PipelineExecutionNotFoundException) return "vanished";
      throw error;
    }
  }

  public async actions(executionId: string): Promise<ActionRun[]> {
    const { codepipeline: client, pipeline } = this.props;
    const found: codepipeline.ActionExecutionDetail[] = [];
    let nextToken: string | undefined;
    do {
      const page = await patient(() =>
        client.send(
          new codepipeline.ListActionExecutionsCommand({
            pipelineName: pipeline,
            filter: { pipelineExecutionId: executionId },
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
        ),
      );
      found.push(...(page.actionExecutionDetails ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return found.map(actionRun).sort((left, right) => right.updatedAt - left.updatedAt);
  }

  public async startRecord({ item, attempt, failedStep, artifact }: RecordRequest): Promise<string> {
    const { codebuild: client, recordProject, commitsBucket } = this.props;
    const { tag, executionId = "", objectVersion, startedAt } = item;
    const variables = {
      TAGFORM_TAG: tag,
      TAGFORM_EXECUTION: executionId,
      TAGFORM_STARTED_AT: startedAt,
      TAGFORM_FAILED_STEP: failedStep,
    };
    const { build } = await patient(() =>
      client.send(
        new codebuild.StartBuildCommand({
          projectName: recordProject,
          // Kept for five minutes: a tick that died right after this call starts no second build.
          idempotencyToken: `${executionId}-${attempt}`,
          sourceTypeOverride: "S3",
          sourceLocationOverride: `${commitsBucket}/${COMMIT_OBJECT}`,
          sourceVersion: objectVersion,
          ...(artifact === undefined
            ? {}
            : {
                secondarySourcesOverride: [
                  { type: "S3", location: `${artifact.bucket}/${artifact.key}`, sourceIdentifier: "Run" },
                ],
              }),
          environmentVariablesOverride: Object.entries(variables).flatMap(([name, value]) =>
            value === undefined ? [] : [{ name, value, type: "PLAINTEXT" as const }],
          ),
        }),
      ),
    );
    return present(build?.id, "StartBuild answered without a build");
  }

  public async recordBuild(buildId: string): Promise<RecordBuild> {
    const client = this.props.codebuild;
    const { builds = [] } = await patient(() =>
      client.send(new codebuild.BatchGetBuildsCommand({ ids: [buildId] })),
    );
    const [build] = builds;
    if (build === undefined) return { status: "vanished" };
    const { buildStatus = "FAULT", logs } = build;
    return {
      status: BUILD_STATUS[buildStatus] ?? "failed",
      ...(logs?.deepLink === undefined ? {} : { logUrl: logs.deepLink }),
    };
  }
}

const RESULTS: Readonly<Record<codepipeline.PipelineExecutionStatus, "running" | DeliveryResult>> = {
  InProgress: "running",
  Stopping: "running",
  Succeeded: "succeeded",
  Failed: "failed",
  Stopped: "stopped",
  Superseded: "superseded",
  Cancelled: "cancelled",
};

const resultOf = (status: codepipeline.PipelineExecutionStatus) => RESULTS[status];

const BUILD_STATUS: Readonly<Partial<Record<codebuild.StatusType, RecordBuild["status"]>>> = {
  IN_PROGRESS: "running",
  SUCCEEDED: "succeeded",
};

const ACTION_STATUS = {
  InProgress: "running",
  Succeeded: "succeeded",
  Failed: "failed",
  Abandoned: "abandoned",
} as const;

function actionRun(detail: codepipeline.ActionExecutionDetail): ActionRun {
  const { stageName = "", actionName = "", status = "InProgress", input, output } = detail;
  const { s3location } = output?.outputArtifacts?.[0] ?? {};
  const { errorDetails, externalExecutionSummary, externalExecutionUrl } = output?.executionResult ?? {};
  const { bucket, key } = s3location ?? {};
  return {
    stage: stageName,
    action: actionName,
    category: input?.actionTypeId?.category ?? "",
    status: ACTION_STATUS[status],
    updatedAt: (detail.lastUpdateTime ?? detail.startTime)?.getTime() ?? 0,
    artifact: bucket === undefined || key === undefined ? undefined : { bucket, key },
    reason: errorDetails?.message ?? externalExecutionSummary,
    logUrl: externalExecutionUrl,
  };
}

/** By which the services say: not now. Their SDK has tried several times then. */
const LATER = new Set([
  "ThrottlingException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "ConcurrentPipelineExecutionsLimitExceededException",
  "LimitExceededException",
  "AccountLimitExceededException",
  // The pipeline is busy with other requests.
  "ConflictException",
]);

async function patient<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const { $fault } = cause as { readonly $fault?: string };
    if (!LATER.has(cause.name) && $fault !== "server") throw cause;
    throw new TryLaterError(`${cause.name}: ${cause.message}`, { cause });
  }
}

function present<Value>(value: Value | undefined, message: string): Value {
  if (value === undefined) throw new Error(message);
  return value;
}
