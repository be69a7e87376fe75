import { type Issue } from "@tagform/outcome";

import { type Buildspec, PHASES } from "../build/buildspec";
import { variablesIn } from "../execution/variables";
import { type ActionDefinition, type PipelineDefinition, type StageDefinition } from "./pipeline-definition";
import { type ProjectDefinition } from "./project-definition";

/** What an execution itself tells. */
const OF_EXECUTION = ["PipelineExecutionId", "StartTime"];
/** https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html */
const OF_S3_SOURCE = ["BucketName", "ETag", "ObjectKey", "VersionId"];

type Projects = ReadonlyMap<string, ProjectDefinition>;

/**
 * What can be said of a pipeline before it runs: artifacts that nobody makes, projects that are not there, variables that
 * nobody exports, folders of artifacts that a build does not get.
 */
export function checkPipeline(pipeline: PipelineDefinition, projects: Projects): Issue[] {
  const known = new Known(pipeline);
  const inOrder = pipeline.stages.flatMap((stage) => [
    ...entryIssues(stage, known),
    ...stage.actions.flatMap((action) => {
      const path = `${stage.name}.${action.name}`;
      const issues = [
        ...artifactIssues(action, path, known),
        ...projectIssues(action, path, projects),
        ...textsOf(action).flatMap((text) => known.variableIssues(text, path)),
      ];
      known.add(action, projects);
      return issues;
    }),
  ]);
  const actions = pipeline.stages.flatMap((stage) => stage.actions);
  return [...inOrder, ...[...projects.values()].flatMap((project) => neverGiven(project, actions))];
}

/** What the actions before have made. */
class Known {
  public readonly artifacts = new Set<string>();
  private readonly variables: Map<string, readonly string[]>;

  public constructor({ variables }: PipelineDefinition) {
    this.variables = new Map([
      ["variables", Object.keys(variables)],
      ["codepipeline", OF_EXECUTION],
    ]);
  }

  public add(action: ActionDefinition, projects: Projects): void {
    for (const output of action.outputs) this.artifacts.add(output);
    if (action.namespace === undefined) return;
    const exported = projects.get(action.configuration["ProjectName"] ?? "")?.buildspec.exported;
    this.variables.set(action.namespace, action.provider === "S3" ? OF_S3_SOURCE : (exported ?? []));
  }

  public variableIssues(text: string, path: string): Issue[] {
    return variablesIn(text).flatMap((reference) => {
      const names = this.variables.get(reference.namespace);
      if (names?.includes(reference.name) === true) return [];
      const message =
        names === undefined
          ? `${reference.text}: no action before has the namespace "${reference.namespace}"`
          : `${reference.text}: is exported by nobody, ${reference.namespace} has ${names.join(", ") || "nothing"}`;
      return [{ path, message }];
    });
  }
}

const textsOf = ({ configuration }: ActionDefinition): string[] => Object.values(configuration);

function entryIssues({ name, entry }: StageDefinition, known: Known): Issue[] {
  return (entry?.rules ?? []).flatMap((rule) =>
    Object.values(rule.configuration).flatMap((text) =>
      known.variableIssues(text, `${name}.before_entry.${rule.name}`),
    ),
  );
}

function artifactIssues({ inputs, outputs }: ActionDefinition, path: string, known: Known): Issue[] {
  const made = [...known.artifacts].join(", ") || "none";
  return [
    ...inputs
      .filter((name) => !known.artifacts.has(name))
      .map((name) => ({
        path,
        message: `input artifact ${name} is made by no action before, only ${made}`,
      })),
    ...outputs
      .filter((name) => known.artifacts.has(name))
      .map((name) => ({ path, message: `output artifact ${name} is made by an action before` })),
  ];
}

function projectIssues(action: ActionDefinition, path: string, projects: Projects): Issue[] {
  if (action.provider !== "CodeBuild") return [];
  const name = action.configuration["ProjectName"] ?? "";
  const project = projects.get(name);
  if (project === undefined) {
    const known = [...projects.keys()].join(", ");
    return [{ path, message: `project "${name}" is not in the stack, only ${known}` }];
  }
  const primary = action.configuration["PrimarySource"] ?? action.inputs[0] ?? "";
  return [
    ...primaryIssues(action, path, primary),
    ...outputIssues(action, path, project.buildspec),
    ...folderIssues(action, path, project),
  ];
}

function primaryIssues({ inputs, configuration }: ActionDefinition, path: string, primary: string): Issue[] {
  if (inputs.length > 1 && configuration["PrimarySource"] === undefined) {
    return [{ path, message: "has several input artifacts and no PrimarySource" }];
  }
  if (inputs.includes(primary)) return [];
  return [{ path, message: `PrimarySource ${primary} is none of its input artifacts ${inputs.join(", ")}` }];
}

function outputIssues({ outputs }: ActionDefinition, path: string, buildspec: Buildspec): Issue[] {
  const secondary = Object.keys(buildspec.secondaryArtifacts);
  if (outputs.length === 1 && secondary.length === 0 && buildspec.artifacts === undefined) {
    return [{ path, message: `its buildspec has no artifacts, so that ${outputs.join()} stays empty` }];
  }
  if (outputs.length <= 1) return [];
  return outputs
    .filter((name) => !secondary.includes(name))
    .map((name) => ({ path, message: `output artifact ${name} is no secondary artifact of its buildspec` }));
}

/** CodeBuild puts each further input artifact into a folder that a variable with its name tells. */
const FOLDER = /\$\{?CODEBUILD_SRC_DIR_(\w+)/g;

interface AskedFolder {
  readonly artifact: string;
  /** The command does without it, where it is not there: `test -z "$CODEBUILD_SRC_DIR_Linted" || ...`. */
  readonly isOptional: boolean;
}

function askedFolders({ phases }: Buildspec): AskedFolder[] {
  const commands = PHASES.flatMap((name) => [
    ...(phases[name]?.commands ?? []),
    ...(phases[name]?.finally ?? []),
  ]);
  return commands.flatMap((text) =>
    [...new Set([...text.matchAll(FOLDER)].map(([, artifact = ""]) => artifact))].map((artifact) => ({
      artifact,
      isOptional: new RegExp(`-[nz] "\\$CODEBUILD_SRC_DIR_${artifact}"`).test(text),
    })),
  );
}

const furtherInputs = ({ inputs, configuration }: ActionDefinition): string[] =>
  inputs.filter((input) => input !== (configuration["PrimarySource"] ?? inputs[0]));

function folderIssues(action: ActionDefinition, path: string, project: ProjectDefinition): Issue[] {
  const there = furtherInputs(action);
  return askedFolders(project.buildspec)
    .filter(({ artifact, isOptional }) => !isOptional && !there.includes(artifact))
    .map(({ artifact }) => ({ path, message: missingFolder(project.name, artifact, there) }));
}

/** A folder that a command can do without must be there in one of the actions, or its name is wrong. */
function neverGiven(project: ProjectDefinition, actions: readonly ActionDefinition[]): Issue[] {
  const own = actions.filter(({ configuration }) => configuration["ProjectName"] === project.name);
  if (own.length === 0) return [];
  const there = own.flatMap(furtherInputs);
  return askedFolders(project.buildspec)
    .filter(({ artifact, isOptional }) => isOptional && !there.includes(artifact))
    .map(({ artifact }) => ({
      path: project.name,
      message: missingFolder(project.name, artifact, there),
    }));
}

const missingFolder = (project: string, artifact: string, there: readonly string[]): string =>
  `the buildspec of ${project} reads CODEBUILD_SRC_DIR_${artifact}, ` +
  `but gets ${there.join(", ") || "no further artifact"}`;
