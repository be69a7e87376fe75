import { randomUUID } from "node:crypto";

import type * as Pipelines from "@aws-sdk/client-codepipeline";
import type { CodePipelineClient, PipelineExecutionStatus } from "@aws-sdk/client-codepipeline";
import type * as Sfn from "@aws-sdk/client-sfn";
import type { ExecutionListItem, ExecutionStatus, SFNClient } from "@aws-sdk/client-sfn";

import { AFT, customizationsPipeline } from "./aft-names";
import { type AwsAccess, clientSettings, isAwsError } from "./aws-access";
import type { CustomizationsRun, FactoryRuns, FrameworkRun, RunState } from "./factory-runs";
import { inParallel } from "./in-parallel";

type StepFunctions = typeof Sfn;
type CodePipeline = typeof Pipelines;

/** Runs are described one by one: AWS lists them without what they were given. */
const AT_ONCE = 4;

/** {@link FactoryRuns} of an AFT that is deployed: its state machines, and a pipeline per account. */
export class AftRuns implements FactoryRuns {
  private constructor(
    private readonly prefix: string,
    private readonly steps: { client: SFNClient; sdk: StepFunctions },
    private readonly pipelines: { client: CodePipelineClient; sdk: CodePipeline },
  ) {}

  /** @param accountId AFT's own account */
  public static async open(access: AwsAccess, accountId: string, partition = "aws"): Promise<AftRuns> {
    const [steps, pipelines] = await Promise.all([
      import("@aws-sdk/client-sfn"),
      import("@aws-sdk/client-codepipeline"),
    ]);
    const settings = clientSettings(access);
    return new AftRuns(
      `arn:${partition}:states:${access.region}:${accountId}:stateMachine:`,
      { sdk: steps, client: new steps.SFNClient(settings) },
      { sdk: pipelines, client: new pipelines.CodePipelineClient(settings) },
    );
  }

  public destroy(): void {
    this.steps.client.destroy();
    this.pipelines.client.destroy();
  }

  public async framework(since: string): Promise<FrameworkRun[]> {
    const { client, sdk } = this.steps;
    const found: ExecutionListItem[] = [];
    const stateMachineArn = `${this.prefix}${AFT.stateMachines.framework}`;
    for await (const { executions = [] } of sdk.paginateListExecutions({ client }, { stateMachineArn })) {
      const recent = executions.filter(({ startDate }) => (startDate?.toISOString() ?? "") >= since);
      found.push(...recent);
      if (recent.length < executions.length) break;
    }
    return inParallel(found, AT_ONCE, ({ executionArn = "" }) => this.frameworkRun(executionArn));
  }

  public async customizations(accountId: string): Promise<CustomizationsRun | undefined> {
    const { client, sdk } = this.pipelines;
    const pipelineName = customizationsPipeline(accountId);
    try {
      const { pipelineExecutionSummaries = [] } = await client.send(
        new sdk.ListPipelineExecutionsCommand({ pipelineName, maxResults: 1 }),
      );
      const [latest] = pipelineExecutionSummaries;
      if (latest === undefined) return undefined;
      const { pipelineExecutionId = "", status, statusSummary, startTime } = latest;
      return {
        id: pipelineExecutionId,
        state: stateOfPipeline(status),
        startedAt: startTime?.toISOString() ?? "",
        ...(statusSummary === undefined ? {} : { cause: statusSummary }),
      };
    } catch (cause) {
      if (isAwsError(cause, "PipelineNotFoundException")) return undefined;
      throw cause;
    }
  }

  public async repeat(executionArn: string): Promise<void> {
    const { client, sdk } = this.steps;
    const { input } = await client.send(new sdk.DescribeExecutionCommand({ executionArn }));
    const stateMachineArn = `${this.prefix}${AFT.stateMachines.framework}`;
    await client.send(new sdk.StartExecutionCommand({ stateMachineArn, name: runName(), input }));
  }

  public async customize(accountIds: readonly string[]): Promise<void> {
    const { client, sdk } = this.steps;
    const input = JSON.stringify({ include: [{ type: "accounts", target_value: accountIds }] });
    const stateMachineArn = `${this.prefix}${AFT.stateMachines.customizations}`;
    await client.send(new sdk.StartExecutionCommand({ stateMachineArn, name: runName(), input }));
  }

  private async frameworkRun(executionArn: string): Promise<FrameworkRun> {
    const { client, sdk } = this.steps;
    const { input, status, startDate, cause, error } = await client.send(
      new sdk.DescribeExecutionCommand({ executionArn }),
    );
    const state = stateOfExecution(status);
    const why = state === "failed" ? (cause ?? error ?? (await this.lastFailure(executionArn))) : undefined;
    return {
      arn: executionArn,
      email: emailIn(input),
      state,
      startedAt: startDate?.toISOString() ?? "",
      ...(why === undefined ? {} : { cause: why }),
    };
  }

  /** AFT's machine ends in a state that names no cause: the last step that failed before has it. */
  private async lastFailure(executionArn: string): Promise<string | undefined> {
    const { client, sdk } = this.steps;
    const { events = [] } = await client.send(
      new sdk.GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 100 }),
    );
    const details = events.flatMap((event) => [
      event.taskFailedEventDetails,
      event.lambdaFunctionFailedEventDetails,
      event.executionFailedEventDetails,
    ]);
    const failed = details.find((one) => one?.cause !== undefined || one?.error !== undefined);
    return failed === undefined ? undefined : (failed.cause ?? failed.error);
  }
}

/** Tells who began it, in the console. */
const runName = (): string => `tagform-${randomUUID()}`;

/** What the framework is given: `{ account_request: { id: "<email>", ... }, ... }`. */
function emailIn(input: string | undefined): string {
  try {
    const given = JSON.parse(input ?? "{}") as { account_request?: { id?: unknown } };
    return typeof given.account_request?.id === "string" ? given.account_request.id : "";
  } catch {
    return "";
  }
}

function stateOfExecution(status: ExecutionStatus | undefined): RunState {
  if (status === "SUCCEEDED") return "succeeded";
  return status === "FAILED" || status === "TIMED_OUT" || status === "ABORTED" ? "failed" : "running";
}

function stateOfPipeline(status: PipelineExecutionStatus | undefined): RunState {
  if (status === "Succeeded") return "succeeded";
  return status === "InProgress" || status === "Stopping" ? "running" : "failed";
}
