import { randomUUID } from "node:crypto";

import { UserError } from "@tagform/outcome";

import { type DeliveryDefinition } from "../definition/delivery-definition";
import {
  type ActionDefinition,
  type RuleDefinition,
  type StageDefinition,
} from "../definition/pipeline-definition";
import { type RoleSession, type RoleSessions } from "../front/role-sessions";
import { type ActionEnd, type ActionMachine } from "./actions";
import { type ActionRun, type ArtifactPlace, type Execution, type ExecutionStart } from "./execution";
import { ruleHolds } from "./rule";
import { withVariables } from "./variables";

export interface CodePipelineOptions {
  readonly definition: Pick<DeliveryDefinition, "pipeline" | "place">;
  readonly roles: RoleSessions;
  readonly actions: ActionMachine;
  /** Tells of a stage that begins, and gets to know its end. */
  readonly watch: (execution: Execution, stage: string, work: () => Promise<string>) => Promise<void>;
}

/** CodePipeline: the executions of one pipeline, all at the same time (mode PARALLEL). */
export class CodePipeline {
  private readonly byToken = new Map<string, Execution>();
  private readonly byId = new Map<string, Execution>();
  private readonly running = new Set<Promise<void>>();

  public constructor(private readonly options: CodePipelineOptions) {}

  /** Starts an execution, once per token. @throws UserError for a variable that the pipeline does not have */
  public start(start: ExecutionStart, token: string): Execution {
    const known = this.byToken.get(token);
    if (known !== undefined) return known;
    const now = new Date();
    const execution: Execution = {
      ...start,
      variables: this.variablesOf(start),
      id: randomUUID(),
      startedAt: now,
      updatedAt: now,
      status: "InProgress",
      actions: [],
      skipped: [],
    };
    this.byToken.set(token, execution);
    this.byId.set(execution.id, execution);
    const run = this.run(execution).finally(() => this.running.delete(run));
    this.running.add(run);
    return execution;
  }

  public find(id: string): Execution | undefined {
    return this.byId.get(id);
  }

  /** Newest first. */
  public get executions(): Execution[] {
    return [...this.byId.values()].reverse();
  }

  /** Waits until nothing runs. */
  public async settled(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private variablesOf({ variables }: ExecutionStart): Record<string, string> {
    const { pipeline } = this.options.definition;
    const names = Object.keys(pipeline.variables);
    const unknown = Object.keys(variables).filter((name) => !names.includes(name));
    if (unknown.length > 0) {
      throw new UserError(
        `pipeline ${pipeline.name} has no variable ${unknown.join(", ")}, only ${names.join(", ")}`,
      );
    }
    const all = { ...pipeline.variables, ...variables };
    const missing = names.filter((name) => all[name] === undefined);
    if (missing.length === 0) return all as Record<string, string>;
    throw new UserError(`pipeline ${pipeline.name} was started without its variable ${missing.join(", ")}`);
  }

  private async run(execution: Execution): Promise<void> {
    const { definition, roles } = this.options;
    const { pipeline } = definition;
    const artifacts = new Map<string, ArtifactPlace>();
    try {
      const session = await roles.begin({
        roleArn: pipeline.roleArn,
        service: "codepipeline.amazonaws.com",
        sourceArn: pipeline.arn,
        step: `pipeline ${pipeline.name}`,
      });
      for (const stage of pipeline.stages) {
        await this.options.watch(execution, stage.name, () =>
          this.runStage(stage, execution, artifacts, session),
        );
      }
      execution.status = "Succeeded";
    } catch {
      // Told by the action that failed, and by whoever watches the stage.
      execution.status = "Failed";
    }
    execution.updatedAt = new Date();
  }

  /** Says in a few words what came of it. */
  private async runStage(
    stage: StageDefinition,
    execution: Execution,
    artifacts: Map<string, ArtifactPlace>,
    session: RoleSession,
  ): Promise<string> {
    const broken = stage.entry?.rules.find((rule) => !this.holds(rule, stage, execution));
    if (broken !== undefined) {
      if (stage.entry?.result === "FAIL")
        throw new UserError(`stage ${stage.name}: ${broken.name} does not hold`);
      execution.skipped.push(stage.name);
      return `skipped, ${broken.name} does not hold`;
    }
    const orders = [...new Set(stage.actions.map(({ runOrder }) => runOrder))];
    for (const order of orders) {
      const together = stage.actions.filter(({ runOrder }) => runOrder === order);
      await allDone(together.map((action) => this.runAction(action, stage, execution, artifacts, session)));
    }
    return summaryOf(execution.actions.filter((action) => action.stage === stage.name));
  }

  private holds(
    { name, configuration }: RuleDefinition,
    stage: StageDefinition,
    execution: Execution,
  ): boolean {
    const where = `stage ${stage.name}, rule ${name}`;
    return ruleHolds(this.resolved(configuration, execution, where), where);
  }

  private async runAction(
    definition: ActionDefinition,
    stage: StageDefinition,
    execution: Execution,
    artifacts: Map<string, ArtifactPlace>,
    session: RoleSession,
  ): Promise<void> {
    const where = `stage ${stage.name}, action ${definition.name}`;
    const startedAt = new Date();
    const action: ActionRun = {
      id: randomUUID(),
      stage: stage.name,
      definition,
      inputs: definition.inputs.map((name) => inputOf(name, artifacts, where)),
      configuration: this.resolved(definition.configuration, execution, where),
      startedAt,
      updatedAt: startedAt,
      status: "InProgress",
      outputs: [],
      variables: {},
    };
    execution.actions.push(action);
    try {
      const end = await this.options.actions.run(action, execution, session);
      finish(action, end);
      for (const output of end.outputs) artifacts.set(output.name, output);
    } catch (problem) {
      action.status = "Failed";
      action.updatedAt = new Date();
      action.summary ??= problem instanceof Error ? problem.message : String(problem);
      throw problem;
    }
  }

  private resolved(
    configuration: Readonly<Record<string, string>>,
    execution: Execution,
    where: string,
  ): Record<string, string> {
    const namespaces = {
      variables: execution.variables,
      codepipeline: {
        PipelineExecutionId: execution.id,
        StartTime: execution.startedAt.toISOString(),
      },
      ...Object.fromEntries(
        execution.actions.flatMap(({ definition: { namespace }, variables }) =>
          namespace === undefined ? [] : [[namespace, variables]],
        ),
      ),
    };
    return Object.fromEntries(
      Object.entries(configuration).map(([key, text]) => [key, withVariables(text, namespaces, where)]),
    );
  }
}

function finish(action: ActionRun, { outputs, variables, summary, updatedBy }: ActionEnd): void {
  action.status = "Succeeded";
  action.updatedAt = new Date();
  action.outputs = outputs;
  action.variables = variables;
  if (summary !== undefined) action.summary = summary;
  if (updatedBy !== undefined) action.updatedBy = updatedBy;
}

function inputOf(name: string, artifacts: ReadonlyMap<string, ArtifactPlace>, where: string): ArtifactPlace {
  const place = artifacts.get(name);
  if (place !== undefined) return place;
  const made = [...artifacts.keys()].join(", ") || "none";
  throw new UserError(`${where}: input artifact ${name} was made by no action before, only ${made}`);
}

/** Waits for all, also when one fails. */
async function allDone(works: readonly Promise<void>[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) {
    if (ended.status === "rejected") throw ended.reason;
  }
}

const summaryOf = (actions: readonly ActionRun[]): string =>
  actions.flatMap(({ summary }) => (summary === undefined ? [] : [summary])).join("; ");
