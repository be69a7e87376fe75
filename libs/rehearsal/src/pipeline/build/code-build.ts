import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";

import { UserError } from "@tagform/outcome";

import { type ProjectDefinition } from "../definition/project-definition";
import { artifactFiles } from "./artifact-files";
import { type ArtifactFiles, type Buildspec } from "./buildspec";
import { runSession } from "./shell-session";
import { zipped } from "./zip";

/** Lays a source of a build into a folder, which does not exist yet. */
export type LaySource = (directory: string) => Promise<void>;

export interface BuildRequest {
  /** `tagform-dev-plan:7d2f...` */
  readonly id: string;
  readonly project: ProjectDefinition;
  /** Over the variables of the project. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly primary: LaySource;
  /** By the identifier in `CODEBUILD_SRC_DIR_<identifier>`. */
  readonly secondary: ReadonlyMap<string, LaySource>;
  /** Names of the artifacts that are asked for: one takes the buildspec's files, several its secondary artifacts. */
  readonly outputs: readonly string[];
  /** New folder of this build. Absolute. */
  readonly directory: string;
  /** What the machine gives every build: PATH, credentials of the project's role. */
  readonly machine: Readonly<Record<string, string>>;
  /** Called when the sources lie there, with the folder of the primary one. */
  readonly prepare: (sourceDirectory: string) => Promise<void>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface BuildResult {
  readonly id: string;
  readonly isSuccess: boolean;
  /** Why it failed: phase, command, exit code; or what it should have exported or handed on. */
  readonly failure: string | undefined;
  readonly exported: Readonly<Record<string, string>>;
  /** ZIP archives by the names that were asked for; none of a failed build. */
  readonly artifacts: ReadonlyMap<string, Buffer>;
  /** All that it said. */
  readonly log: string;
}

/**
 * Run a build as CodeBuild would: fresh folders, one shell session, variables exported and files handed on at its end.
 *
 * @throws InterruptedError on abort
 */
export async function runBuild(request: BuildRequest): Promise<BuildResult> {
  const { id, directory, project, signal } = request;
  const log = join(directory, "build.log");
  const source = join(directory, "src");
  await mkdir(directory, { recursive: true });
  await layAll(request, source);
  const session = await logged(request, log, (tell) =>
    runSession({
      buildspec: project.buildspec,
      directory: join(directory, "session"),
      workingDirectory: source,
      environment: environmentOf(request, source),
      onLine: tell,
      signal,
    }),
  );
  const failed = (failure: string): BuildResult => {
    return { id, isSuccess: false, failure, exported: {}, artifacts: new Map(), log };
  };
  if (session.failure !== undefined) return failed(session.failure);
  try {
    const exported = exportedVariables(project.buildspec, session.variables);
    const artifacts = await packed(request, source);
    return { id, isSuccess: true, failure: undefined, exported, artifacts, log };
  } catch (problem) {
    if (problem instanceof UserError) return failed(problem.message);
    throw problem;
  }
}

/** Keeps what is told in a file, too, which is whole when the work has ended. */
async function logged<Result>(
  { onLine }: BuildRequest,
  file: string,
  work: (tell: (line: string) => void) => Promise<Result>,
): Promise<Result> {
  const log = createWriteStream(file);
  try {
    return await work((line) => {
      log.write(`${line}\n`);
      onLine(line);
    });
  } finally {
    log.end();
    await finished(log);
  }
}

async function layAll(
  { primary, secondary, prepare, directory }: BuildRequest,
  source: string,
): Promise<void> {
  await primary(source);
  for (const [name, lay] of secondary) await lay(join(directory, name));
  await prepare(source);
}

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html */
function environmentOf(request: BuildRequest, source: string): Record<string, string> {
  const { id, project, overrides, secondary, machine, directory } = request;
  const folders = [...secondary.keys()].map((name) => [`CODEBUILD_SRC_DIR_${name}`, join(directory, name)]);
  return {
    ...machine,
    CI: "true",
    CODEBUILD_CI: "true",
    CODEBUILD_BUILD_ID: id,
    CODEBUILD_BUILD_ARN: project.arn.replace(/project\/.*$/, `build/${id}`),
    CODEBUILD_SRC_DIR: source,
    ...(Object.fromEntries(folders) as Record<string, string>),
    ...project.buildspec.variables,
    ...project.environment,
    ...overrides,
  };
}

function exportedVariables(
  { exported }: Buildspec,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const missing = exported.filter((name) => variables[name] === undefined);
  if (missing.length > 0) {
    throw new UserError(
      `exported-variables: ${missing.join(", ")} was never set in the environment of the build`,
    );
  }
  return Object.fromEntries(exported.map((name) => [name, variables[name] ?? ""]));
}

async function packed({ outputs, project }: BuildRequest, source: string): Promise<Map<string, Buffer>> {
  const { artifacts, secondaryArtifacts } = project.buildspec;
  const packs = new Map<string, Buffer>();
  for (const name of outputs) {
    const wanted: ArtifactFiles | undefined = secondaryArtifacts[name] ?? artifacts;
    if (wanted === undefined) throw new UserError(`artifacts: the buildspec has none for ${name}`);
    const files = await artifactFiles(source, wanted);
    packs.set(name, await zipped(join(source, wanted.baseDirectory), files));
  }
  return packs;
}
