import { deliveryDefinition } from "../definition/delivery-definition";
import { smallDelivery } from "../fixtures/small-delivery";
import { type RoleSession, type RoleSessions } from "../front/role-sessions";
import { type ActionEnd, ActionMachine } from "./actions";
import { type Builds } from "./builds";
import { CodePipeline } from "./code-pipeline";
import { deliveryService } from "./delivery-service";
import { type ActionRun, type Execution } from "./execution";

const definition = deliveryDefinition(smallDelivery(), new Map());
const { signal } = new AbortController();
const noBuilds = { find: () => undefined } as unknown as Builds;
/** A role that may do everything; nothing here talks to AWS. */
const roles = {
  begin: () => Promise.resolve({ require: () => undefined } as unknown as RoleSession),
} as unknown as RoleSessions;
const start = { variables: { TAG: "dev_global/a/1.0" }, revisions: { Commit: "v1" } };

/** Approvals are real; source and build end as told. */
class TestActions extends ActionMachine {
  public constructor(
    private readonly changed: string | undefined,
    people: readonly string[] = ["ada", "grace"],
  ) {
    super({ definition, builds: noBuilds, people, signal });
  }

  public override run(action: ActionRun, execution: Execution, session: RoleSession): Promise<ActionEnd> {
    const { provider, outputs: names } = action.definition;
    if (provider === "Manual") return super.run(action, execution, session);
    if (provider === "CodeBuild" && this.changed === undefined)
      return Promise.reject(new Error("command failed"));
    const outputs = names.map((name) => ({ name, bucket: "artifacts", key: `${name}.zip` }));
    return Promise.resolve({ outputs, variables: provider === "S3" ? {} : { CHANGED: this.changed ?? "" } });
  }
}

async function run(actions: ActionMachine): Promise<{ pipeline: CodePipeline; execution: Execution }> {
  const watch = async (_: Execution, __: string, work: () => Promise<string>): Promise<void> => {
    await work();
  };
  const pipeline = new CodePipeline({ definition, roles, actions, watch });
  const execution = pipeline.start(start, "token");
  await pipeline.settled();
  return { pipeline, execution };
}

test("a stage whose condition does not hold is skipped, and the execution succeeds", async () => {
  const { execution } = await run(new TestActions("false"));
  expect(execution).toMatchObject({ status: "Succeeded", skipped: ["Approve"] });
});

test("a failed action fails the execution, and later stages do not begin", async () => {
  const { execution } = await run(new TestActions(undefined));
  expect(execution.status).toBe("Failed");
  expect(execution.actions.map(({ stage, status }) => [stage, status])).toEqual([
    ["Source", "Succeeded"],
    ["Plan", "Failed"],
  ]);
});

test("who starts twice with one token gets one execution", async () => {
  const { pipeline, execution } = await run(new TestActions("true"));
  expect(pipeline.start(start, "token")).toBe(execution);
  expect(pipeline.executions).toHaveLength(1);
});

test("an execution without a value for its variable is refused", async () => {
  const { pipeline } = await run(new TestActions("true"));
  expect(() => pipeline.start({ variables: {}, revisions: {} }, "other")).toThrow(
    "pipeline small was started without its variable TAG",
  );
});

test("ListActionExecutions tells who approved what, newest first", async () => {
  const { pipeline, execution } = await run(new TestActions("true"));
  const service = deliveryService({ definition, pipeline, builds: noBuilds });
  const { actionExecutionDetails } = await service("ListActionExecutions", {
    pipelineName: "small",
    filter: { pipelineExecutionId: execution.id },
  });
  expect(actionExecutionDetails).toMatchObject([
    {
      actionName: "Approve",
      status: "Succeeded",
      updatedBy: expect.stringMatching(/^arn:aws:sts::555555555555:assumed-role\/AWSReservedSSO_\w+\/ada$/),
      input: {
        actionTypeId: { category: "Approval", owner: "AWS", provider: "Manual" },
        resolvedConfiguration: { CustomData: "dev_global/a/1.0" },
      },
    },
    { actionName: "Plan", output: { outputVariables: { CHANGED: "true" } } },
    { actionName: "Commit", output: { outputArtifacts: [{ s3location: { key: "Commit.zip" } }] } },
  ]);
});

test("an operation that is not known is an error of its own", async () => {
  const { pipeline } = await run(new TestActions("true"));
  const service = deliveryService({ definition, pipeline, builds: noBuilds });
  await expect(service("RetryStageExecution", {})).rejects.toThrow("is not known to the rehearsal");
});
