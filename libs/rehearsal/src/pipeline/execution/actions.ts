import { randomBytes } from "node:crypto";

import { UserError } from "@tagform/outcome";
import { InterruptedError } from "@tagform/toolchain";

import { type LaySource } from "../build/code-build";
import { unzipTo } from "../build/zip";
import { type DeliveryDefinition } from "../definition/delivery-definition";
import { type RoleSession } from "../front/role-sessions";
import { type Builds } from "./builds";
import { type ActionRun, type ArtifactPlace, type Execution } from "./execution";
import { ObjectStore } from "./object-store";

/** What came of an action that succeeded. */
export interface ActionEnd {
  readonly outputs: readonly ArtifactPlace[];
  readonly variables: Readonly<Record<string, string>>;
  /** In a few words. */
  readonly summary?: string;
  /** ARN of the person who approved. */
  readonly updatedBy?: string;
}

export interface ActionMachineOptions {
  readonly definition: Pick<DeliveryDefinition, "pipeline" | "place" | "projects">;
  readonly builds: Builds;
  /** Who approves: the first one the first approval of an execution, and so on; the last one all that follow. */
  readonly people: readonly string[];
  readonly signal: AbortSignal;
}

/** CodePipeline shortens names in the keys of artifacts. */
const PIPELINE_LETTERS = 20;
const ARTIFACT_LETTERS = 10;

/** As IAM Identity Center names roles: their sessions are named after people, whom apply tells apart by that. */
const APPROVER_ROLE = "AWSReservedSSO_Approver_0123456789abcdef";

/** Runs actions: S3 sources, CodeBuild projects, approvals by the people who were named. */
export class ActionMachine {
  public constructor(private readonly options: ActionMachineOptions) {}

  /** @throws UserError if it fails */
  public async run(action: ActionRun, execution: Execution, session: RoleSession): Promise<ActionEnd> {
    if (this.options.signal.aborted) throw new InterruptedError(`interrupted in ${action.definition.name}`);
    switch (action.definition.provider) {
      case "S3":
        return this.source(action, execution, session);
      case "CodeBuild":
        return this.build(action, execution, session);
      case "Manual":
        return this.approval(action, execution, session);
    }
  }

  private async source(action: ActionRun, execution: Execution, session: RoleSession): Promise<ActionEnd> {
    const { definition, configuration } = action;
    const { S3Bucket: bucket = "", S3ObjectKey: key = "" } = configuration;
    const versionId = execution.revisions[definition.name];
    if (versionId === undefined) {
      const given = Object.keys(execution.revisions).join(", ") || "none";
      throw new UserError(
        `source action ${definition.name} was started without a version, there are ones for ${given}`,
      );
    }
    const store = new ObjectStore(session);
    const content = await store.get({ bucket, key, versionId });
    const outputs = await this.handOver(definition.outputs, () => content, store);
    const variables = { BucketName: bucket, ObjectKey: key, VersionId: versionId, ETag: "" };
    return { outputs, variables, summary: `version ${versionId.slice(0, 12)}` };
  }

  private async build(action: ActionRun, execution: Execution, session: RoleSession): Promise<ActionEnd> {
    const { definition, configuration, inputs, stage } = action;
    const project = this.options.definition.projects.get(configuration["ProjectName"] ?? "");
    if (project === undefined)
      throw new UserError(`project ${configuration["ProjectName"] ?? ""} is unknown`);
    for (const action of ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]) {
      session.require({ action, resource: project.arn });
    }
    const primary = configuration["PrimarySource"] ?? inputs[0]?.name;
    const started = this.options.builds.start({
      project,
      step: `${stage} of ${Object.values(execution.variables)[0] ?? execution.id}`,
      overrides: overridesIn(configuration),
      primary: fromArtifact(inputs.find(({ name }) => name === primary)),
      secondary: new Map(
        inputs.filter(({ name }) => name !== primary).map((input) => [input.name, fromArtifact(input)]),
      ),
      outputs: definition.outputs,
    });
    action.externalId = started.id;
    const { result, session: own } = await started.ended;
    action.log = result.log;
    if (!result.isSuccess) throw new UserError(`${result.failure ?? "failed"}; log: ${result.log}`);
    // CodeBuild stores what it hands on as the project's role.
    const store = new ObjectStore(own);
    const outputs = await this.handOver(
      definition.outputs,
      (name) => result.artifacts.get(name) ?? Buffer.alloc(0),
      store,
    );
    return { outputs, variables: result.exported };
  }

  private approval(action: ActionRun, execution: Execution, session: RoleSession): ActionEnd {
    const topic = action.configuration["NotificationArn"];
    if (topic !== undefined) session.require({ action: "sns:Publish", resource: topic });
    const { people, definition } = this.options;
    const { accountId, partition } = definition.place;
    const before = execution.actions.filter(
      (each) => each !== action && each.definition.provider === "Manual",
    ).length;
    const person = people[Math.min(before, people.length - 1)];
    if (person === undefined) throw new UserError("nobody is there who approves");
    const updatedBy = `arn:${partition}:sts::${accountId}:assumed-role/${APPROVER_ROLE}/${person}`;
    return { outputs: [], variables: {}, summary: `approved by ${person}`, updatedBy };
  }

  private async handOver(
    names: readonly string[],
    content: (name: string) => Buffer,
    store: ObjectStore,
  ): Promise<ArtifactPlace[]> {
    const { name: pipeline, artifactBucket: bucket, artifactKeyArn } = this.options.definition.pipeline;
    const places: ArtifactPlace[] = [];
    for (const name of names) {
      const folder = `${pipeline.slice(0, PIPELINE_LETTERS)}/${name.slice(0, ARTIFACT_LETTERS)}`;
      const place = { name, bucket, key: `${folder}/${randomBytes(4).toString("hex")}.zip` };
      await store.put(place, content(name), artifactKeyArn);
      places.push(place);
    }
    return places;
  }
}

/** Lays an artifact, read as the role of the project. */
export function fromArtifact(
  place: { readonly bucket: string; readonly key: string; readonly versionId?: string } | undefined,
): (session: RoleSession) => LaySource {
  return (session) => async (directory) => {
    if (place === undefined) throw new UserError("the build has no primary source");
    const zip = await new ObjectStore(session).get(place);
    await unzipTo(directory, zip, `s3://${place.bucket}/${place.key}`);
  };
}

/** The variables that an action sets, which must be plain. */
function overridesIn({
  EnvironmentVariables: text = "[]",
}: Readonly<Record<string, string>>): Record<string, string> {
  const variables = JSON.parse(text) as readonly { name: string; value: string; type?: string }[];
  const other = variables.find(({ type = "PLAINTEXT" }) => type !== "PLAINTEXT");
  if (other !== undefined) {
    throw new UserError(`variable ${other.name} is of type ${other.type ?? ""}, a rehearsal knows PLAINTEXT`);
  }
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}
