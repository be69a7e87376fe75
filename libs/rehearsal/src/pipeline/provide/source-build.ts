import { type DeploymentTag, formatDeploymentTag, stepProjectName } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { InterruptedError, plainEnvironment, run } from "@tagform/toolchain";

import { type LaySource } from "../build/code-build";
import { type DeliveryDefinition } from "../definition/delivery-definition";
import { type ProjectDefinition, webhookFits } from "../definition/project-definition";
import { type BuildOrder } from "../execution/builds";

export interface SourceBuildRequest {
  readonly definition: Pick<DeliveryDefinition, "projects">;
  readonly tag: DeploymentTag;
  /** The private clone. */
  readonly repository: string;
  readonly git: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * The build that the push of a tag starts, as the webhook's filters say.
 *
 * @throws UserError if there is no such project or webhook, or if the tag does not start it
 */
export function sourceBuild(request: SourceBuildRequest): BuildOrder {
  const { definition, tag } = request;
  const name = stepProjectName(tag.cell.environment, "source");
  const project = definition.projects.get(name);
  if (project === undefined) throw new UserError(`the delivery stack has no project ${name}`);
  const text = formatDeploymentTag(tag);
  assertStarts(project, text);
  return {
    project,
    step: `source of ${text}`,
    overrides: { CODEBUILD_WEBHOOK_TRIGGER: `tag/${text}`, CODEBUILD_INITIATOR: "webhook" },
    primary: () => checkedOut(request, text),
    secondary: new Map(),
    outputs: [],
  };
}

function assertStarts(project: ProjectDefinition, tag: string): void {
  if (project.webhook === undefined) {
    throw new UserError(
      `project ${project.name} has no webhook: a rehearsal knows repositories that CodeConnections reaches`,
    );
  }
  if (!webhookFits(project, `refs/tags/${tag}`)) {
    throw new UserError(`the webhook of ${project.name} is not started by a push of refs/tags/${tag}`);
  }
}

/** CodeBuild clones the whole history and checks out what was pushed. */
function checkedOut(request: SourceBuildRequest, tag: string): LaySource {
  return async (directory) => {
    await git(request, ["clone", "--quiet", "--no-checkout", "--", request.repository, directory]);
    await git(request, ["-C", directory, "checkout", "--quiet", "--detach", `refs/tags/${tag}^{commit}`]);
  };
}

async function git(
  { git: path, env, signal, repository }: SourceBuildRequest,
  args: string[],
): Promise<void> {
  const { exitCode, interrupted, stderr } = await run(path, args, {
    cwd: repository,
    env: plainEnvironment(env),
    ownGroup: true,
    signal,
  });
  if (interrupted) throw new InterruptedError("interrupted while the repository was cloned");
  if (exitCode !== 0) throw new UserError(`git ${args[0] ?? ""} failed: ${stderr.trim()}`);
}
