import { type ActionDefinition } from "../definition/pipeline-definition";

export type ExecutionStatus = "InProgress" | "Succeeded" | "Failed" | "Stopped";

/** Where an artifact lies. */
export interface ArtifactPlace {
  readonly name: string;
  readonly bucket: string;
  readonly key: string;
}

/** One action of an execution that began. */
export interface ActionRun {
  readonly id: string;
  readonly stage: string;
  readonly definition: ActionDefinition;
  readonly inputs: readonly ArtifactPlace[];
  readonly configuration: Readonly<Record<string, string>>;
  readonly startedAt: Date;
  updatedAt: Date;
  /** ARN of the person who approved. */
  updatedBy?: string;
  status: ExecutionStatus;
  outputs: readonly ArtifactPlace[];
  variables: Readonly<Record<string, string>>;
  /** Id of the build. */
  externalId?: string;
  /** Why it failed, or what a person said. */
  summary?: string;
  /** File of the log. */
  log?: string;
}

/** What an execution was started with. */
export interface ExecutionStart {
  readonly variables: Readonly<Record<string, string>>;
  /** Version id of the S3 object, by source action. */
  readonly revisions: Readonly<Record<string, string>>;
}

/** One run of the pipeline. */
export interface Execution extends ExecutionStart {
  readonly id: string;
  readonly startedAt: Date;
  updatedAt: Date;
  status: ExecutionStatus;
  readonly actions: ActionRun[];
  /** Stages whose condition did not hold. */
  readonly skipped: string[];
}
