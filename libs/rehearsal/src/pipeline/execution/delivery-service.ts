import { randomUUID } from "node:crypto";

import { UserError } from "@tagform/outcome";

import { type LaySource } from "../build/code-build";
import { optionalText } from "../definition/blocks";
import { type DeliveryDefinition } from "../definition/delivery-definition";
import { type DeliveryService, ServiceError } from "../front/front";
import { type RoleSession } from "../front/role-sessions";
import { fromArtifact } from "./actions";
import { type Builds, type StartedBuild } from "./builds";
import { type CodePipeline } from "./code-pipeline";
import { type ActionRun, type Execution } from "./execution";

type Body = Readonly<Record<string, unknown>>;

export interface DeliveryServiceOptions {
  readonly definition: Pick<DeliveryDefinition, "pipeline" | "projects">;
  readonly pipeline: CodePipeline;
  readonly builds: Builds;
}

const CATEGORY = { S3: "Source", CodeBuild: "Build", Manual: "Approval" } as const;

/** Answers the calls to CodePipeline and CodeBuild that programs of a delivery make. */
export function deliveryService(options: DeliveryServiceOptions): DeliveryService {
  const operations: Readonly<Record<string, (body: Body) => Body>> = {
    StartPipelineExecution: (body) => startExecution(options, body),
    GetPipelineExecution: (body) => getExecution(options, body),
    ListPipelineExecutions: () => ({
      pipelineExecutionSummaries: options.pipeline.executions.map(summaryOf),
    }),
    ListActionExecutions: (body) => listActions(options, body),
    StartBuild: (body) => startBuild(options, body),
    BatchGetBuilds: (body) => getBuilds(options, body),
  };
  return async (operation, body) => {
    const answer = operations[operation];
    if (answer === undefined) {
      throw new ServiceError("NotKnownToRehearsal", `${operation} is not known to the rehearsal`);
    }
    return Promise.resolve(answer(body));
  };
}

function startExecution({ definition, pipeline }: DeliveryServiceOptions, body: Body): Body {
  if (body["name"] !== definition.pipeline.name) {
    throw new ServiceError("PipelineNotFoundException", `there is no pipeline ${String(body["name"])}`);
  }
  const variables = (body["variables"] ?? []) as readonly { name: string; value: string }[];
  const revisions = (body["sourceRevisions"] ?? []) as readonly {
    actionName: string;
    revisionType: string;
    revisionValue: string;
  }[];
  const other = revisions.find(({ revisionType }) => revisionType !== "S3_OBJECT_VERSION_ID");
  if (other !== undefined)
    throw new ServiceError("ValidationException", `revision type ${other.revisionType}`);
  try {
    const execution = pipeline.start(
      {
        variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
        revisions: Object.fromEntries(revisions.map((each) => [each.actionName, each.revisionValue])),
      },
      optionalText(body["clientRequestToken"]) ?? randomUUID(),
    );
    return { pipelineExecutionId: execution.id };
  } catch (problem) {
    if (problem instanceof UserError) throw new ServiceError("ValidationException", problem.message);
    throw problem;
  }
}

const summaryOf = ({ id, status, startedAt, updatedAt }: Execution): Body => ({
  pipelineExecutionId: id,
  status,
  startTime: seconds(startedAt),
  lastUpdateTime: seconds(updatedAt),
});

function getExecution({ definition, pipeline }: DeliveryServiceOptions, body: Body): Body {
  const execution = executionOf(pipeline, body["pipelineExecutionId"]);
  const { id, status, variables } = execution;
  return {
    pipelineExecution: {
      pipelineName: definition.pipeline.name,
      pipelineVersion: 1,
      pipelineExecutionId: id,
      status,
      executionMode: "PARALLEL",
      variables: Object.entries(variables).map(([name, resolvedValue]) => ({ name, resolvedValue })),
    },
  };
}

function executionOf(pipeline: CodePipeline, id: unknown): Execution {
  const execution = pipeline.find(String(id));
  if (execution !== undefined) return execution;
  throw new ServiceError("PipelineExecutionNotFoundException", `there is no execution ${String(id)}`);
}

/** Newest first, all on one page. */
function listActions({ pipeline }: DeliveryServiceOptions, body: Body): Body {
  const filter = (body["filter"] ?? {}) as Body;
  const id = filter["pipelineExecutionId"];
  const executions = id === undefined ? pipeline.executions : [executionOf(pipeline, id)];
  const details = executions.flatMap((execution) =>
    execution.actions.toReversed().map((action) => actionDetail(action, execution)),
  );
  return { actionExecutionDetails: details };
}

function actionDetail(action: ActionRun, { id }: Execution): Body {
  const { definition, updatedBy, summary, log, externalId, status } = action;
  const error =
    status === "Failed" ? { errorDetails: { code: "JobFailed", message: summary ?? "failed" } } : {};
  return {
    pipelineExecutionId: id,
    actionExecutionId: action.id,
    pipelineVersion: 1,
    stageName: action.stage,
    actionName: definition.name,
    startTime: seconds(action.startedAt),
    lastUpdateTime: seconds(action.updatedAt),
    ...(updatedBy !== undefined && { updatedBy }),
    status,
    input: {
      actionTypeId: {
        category: CATEGORY[definition.provider],
        owner: "AWS",
        provider: definition.provider,
        version: "1",
      },
      configuration: definition.configuration,
      resolvedConfiguration: action.configuration,
      inputArtifacts: action.inputs.map(artifactDetail),
      ...(definition.namespace !== undefined && { namespace: definition.namespace }),
    },
    output: {
      outputArtifacts: action.outputs.map(artifactDetail),
      executionResult: {
        ...(externalId !== undefined && { externalExecutionId: externalId }),
        ...(summary !== undefined && { externalExecutionSummary: summary }),
        ...(log !== undefined && { externalExecutionUrl: `file://${log}` }),
        ...error,
      },
      outputVariables: action.variables,
    },
  };
}

const artifactDetail = ({ name, bucket, key }: ActionRun["outputs"][number]): Body => ({
  name,
  s3location: { bucket, key },
});

interface SourceOverride {
  readonly type: string;
  readonly location: string;
  readonly sourceIdentifier: string;
}

function startBuild({ definition, builds }: DeliveryServiceOptions, body: Body): Body {
  const project = definition.projects.get(String(body["projectName"]));
  if (project === undefined) {
    throw new ServiceError("ResourceNotFoundException", `there is no project ${String(body["projectName"])}`);
  }
  const overrides = (body["environmentVariablesOverride"] ?? []) as readonly {
    name: string;
    value: string;
  }[];
  const secondary = (body["secondarySourcesOverride"] ?? []) as readonly SourceOverride[];
  if (body["sourceTypeOverride"] !== "S3") {
    throw new ServiceError("InvalidInputException", "a rehearsal starts builds from S3 only");
  }
  const variables = Object.fromEntries(overrides.map(({ name, value }) => [name, value]));
  const build = builds.start({
    project,
    step: `${project.name} of ${variables["TAGFORM_TAG"] ?? "no tag"}`,
    overrides: variables,
    primary: fromLocation(body["sourceLocationOverride"], optionalText(body["sourceVersion"])),
    secondary: new Map(secondary.map((each) => [each.sourceIdentifier, fromLocation(each.location)])),
    outputs: [],
  });
  return { build: buildDetail(build) };
}

/** `bucket/path/object.zip`, which CodeBuild unpacks. */
function fromLocation(location: unknown, versionId?: string): (session: RoleSession) => LaySource {
  const [bucket = "", ...key] = String(location).split("/");
  return fromArtifact({ bucket, key: key.join("/"), ...(versionId !== undefined && { versionId }) });
}

function getBuilds({ builds }: DeliveryServiceOptions, body: Body): Body {
  const ids = (body["ids"] ?? []) as readonly string[];
  const found = ids.map((id) => builds.find(id)).filter((build) => build !== undefined);
  return {
    builds: found.map(buildDetail),
    buildsNotFound: ids.filter((id) => builds.find(id) === undefined),
  };
}

function buildDetail({ id, arn, result }: StartedBuild): Body {
  const status = result === undefined ? "IN_PROGRESS" : result.isSuccess ? "SUCCEEDED" : "FAILED";
  return {
    id,
    arn,
    buildStatus: status,
    buildComplete: result !== undefined,
    ...(result !== undefined && { logs: { deepLink: `file://${result.log}` } }),
  };
}

/** As AWS's JSON protocol has times. */
const seconds = (date: Date): number => date.getTime() / 1000;
