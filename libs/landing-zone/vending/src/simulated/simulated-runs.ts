import { randomUUID } from "node:crypto";

import type * as Pipelines from "@aws-sdk/client-codepipeline";
import type { CodePipelineClient } from "@aws-sdk/client-codepipeline";
import type * as Sfn from "@aws-sdk/client-sfn";
import type { ExecutionListItem, SFNClient } from "@aws-sdk/client-sfn";

import { AFT, customizationsPipeline } from "../aws/aft-names";
import { type AwsAccess, clientSettings, isAwsError } from "../aws/aws-access";

type StepFunctions = typeof Sfn;
type CodePipeline = typeof Pipelines;

/** A run of a state machine, with what it was given. */
export interface SimulatedRun {
  readonly status: string;
  readonly startedAt: Date;
  readonly input: unknown;
}

/** AFT's state machines and pipelines in an embedded AWS, without what they do. */
export class SimulatedRuns {
  private constructor(
    private readonly access: AwsAccess,
    private readonly accountId: string,
    private readonly steps: { client: SFNClient; sdk: StepFunctions },
    private readonly pipelines: { client: CodePipelineClient; sdk: CodePipeline },
  ) {}

  public static async create(access: AwsAccess, accountId: string): Promise<SimulatedRuns> {
    const runs = await SimulatedRuns.open(access, accountId);
    await runs.letMachinesRun();
    await runs.makePipelineRole();
    for (const name of Object.values(AFT.stateMachines)) {
      await runs.steps.client.send(
        new runs.steps.sdk.CreateStateMachineCommand({
          name,
          definition: definitionOf([]),
          roleArn: `arn:aws:iam::${accountId}:role/aft-simulated`,
        }),
      );
    }
    return runs;
  }

  /** Of machines that were created before. */
  public static async open(access: AwsAccess, accountId: string): Promise<SimulatedRuns> {
    const [steps, pipelines] = await Promise.all([
      import("@aws-sdk/client-sfn"),
      import("@aws-sdk/client-codepipeline"),
    ]);
    const settings = clientSettings(access);
    return new SimulatedRuns(
      access,
      accountId,
      { sdk: steps, client: new steps.SFNClient(settings) },
      { sdk: pipelines, client: new pipelines.CodePipelineClient(settings) },
    );
  }

  public destroy(): void {
    this.steps.client.destroy();
    this.pipelines.client.destroy();
  }

  /** From now on the framework fails for these addresses. */
  public async failFor(emails: readonly string[]): Promise<void> {
    const stateMachineArn = this.machine(AFT.stateMachines.framework);
    const definition = definitionOf(emails);
    await this.steps.client.send(
      new this.steps.sdk.UpdateStateMachineCommand({ stateMachineArn, definition }),
    );
  }

  public async startFramework(input: object): Promise<void> {
    const stateMachineArn = this.machine(AFT.stateMachines.framework);
    await this.steps.client.send(
      new this.steps.sdk.StartExecutionCommand({
        stateMachineArn,
        name: randomUUID(),
        input: JSON.stringify(input),
      }),
    );
  }

  public async runsOf(machine: keyof typeof AFT.stateMachines): Promise<SimulatedRun[]> {
    const { client, sdk } = this.steps;
    const stateMachineArn = this.machine(AFT.stateMachines[machine]);
    const found: ExecutionListItem[] = [];
    for await (const { executions = [] } of sdk.paginateListExecutions({ client }, { stateMachineArn })) {
      found.push(...executions);
    }
    return Promise.all(
      found.map(async ({ executionArn }) => {
        const one = await client.send(new sdk.DescribeExecutionCommand({ executionArn }));
        const { status = "", startDate = new Date(0), input = "{}" } = one;
        return { status, startedAt: startDate, input: JSON.parse(input) as unknown };
      }),
    );
  }

  /** Makes the pipeline of an account, which begins by itself when it is made. */
  public async makePipeline(accountId: string, begins: boolean): Promise<void> {
    const { client, sdk } = this.pipelines;
    const name = customizationsPipeline(accountId);
    if ((await this.latestStart(accountId)) !== "no pipeline") return;
    const action = (actionName: string, category: "Source" | "Build") => ({
      name: actionName,
      actionTypeId: { category, owner: "AWS", provider: "CodeBuild", version: "1" } as const,
    });
    await client.send(
      new sdk.CreatePipelineCommand({
        pipeline: {
          name,
          roleArn: `arn:aws:iam::${this.accountId}:role/${PIPELINE_ROLE}`,
          artifactStore: { type: "S3", location: `aft-customizations-pipeline-${this.accountId}` },
          stages: [
            { name: "Source", actions: [action("aft-global-customizations", "Source")] },
            {
              name: "AFT-Global-Customizations",
              actions: [action("Apply-AFT-Global-Customizations", "Build")],
            },
          ],
        },
      }),
    );
    if (begins) await this.startPipeline(accountId);
  }

  public async startPipeline(accountId: string): Promise<void> {
    const name = customizationsPipeline(accountId);
    await this.pipelines.client.send(new this.pipelines.sdk.StartPipelineExecutionCommand({ name }));
  }

  public async dropPipeline(accountId: string): Promise<void> {
    const name = customizationsPipeline(accountId);
    await this.pipelines.client.send(new this.pipelines.sdk.DeletePipelineCommand({ name }));
  }

  /** When an account's pipeline last began; undefined where it never did. */
  public async latestStart(accountId: string): Promise<Date | undefined | "no pipeline"> {
    const { client, sdk } = this.pipelines;
    const pipelineName = customizationsPipeline(accountId);
    try {
      const { pipelineExecutionSummaries = [] } = await client.send(
        new sdk.ListPipelineExecutionsCommand({ pipelineName, maxResults: 1 }),
      );
      return pipelineExecutionSummaries[0]?.startTime;
    } catch (cause) {
      if (isAwsError(cause, "PipelineNotFoundException")) return "no pipeline";
      throw cause;
    }
  }

  private machine(name: string): string {
    return `arn:aws:states:${this.access.region}:${this.accountId}:stateMachine:${name}`;
  }

  /** An embedded AWS keeps runs for ever running unless it is told to interpret the machines. */
  private async letMachinesRun(): Promise<void> {
    const { endpoint } = this.access;
    if (endpoint === undefined) throw new Error("AFT is simulated in an embedded AWS only");
    const answer = await fetch(`${endpoint}/moto-api/config`, {
      method: "POST",
      body: JSON.stringify({ stepfunctions: { execute_state_machine: true } }),
    });
    if (!answer.ok) throw new Error(`${endpoint} is no embedded AWS: ${answer.status}`);
  }

  /** Pipelines are made only for a role that they may take. The client of IAM would be a dependency for this alone. */
  private async makePipelineRole(): Promise<void> {
    const { endpoint = "", region, credentials } = this.access;
    const trust = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "codepipeline.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    };
    const body = new URLSearchParams({
      Action: "CreateRole",
      Version: "2010-05-08",
      RoleName: PIPELINE_ROLE,
      AssumeRolePolicyDocument: JSON.stringify(trust),
    });
    const scope = `${credentials?.accessKeyId ?? ""}/20000101/${region}/iam/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
    const answer = await fetch(endpoint, { method: "POST", body, headers: { authorization } });
    if (!answer.ok) throw new Error(`role ${PIPELINE_ROLE} was not made: ${await answer.text()}`);
  }
}

/** As AFT calls it. */
const PIPELINE_ROLE = "ct-aft-codepipeline-customizations-role";

/** A machine that succeeds at once, or fails for some requests. */
function definitionOf(failing: readonly string[]): string {
  const done = { Type: "Succeed" };
  if (failing.length === 0) return JSON.stringify({ StartAt: "done", States: { done } });
  const Choices = failing.map((email) => ({
    Variable: "$.account_request.id",
    StringEquals: email,
    Next: "failed",
  }));
  const failed = { Type: "Fail", Error: "Simulated", Cause: "AFT's simulated framework was told to fail" };
  const choose = { Type: "Choice", Choices, Default: "done" };
  return JSON.stringify({ StartAt: "choose", States: { choose, done, failed } });
}
