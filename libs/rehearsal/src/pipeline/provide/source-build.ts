import { type DeploymentTag, formatDeploymentTag, stepProjectName } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { PrivateGit } from "../../clone/private-git";
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
function checkedOut({ repository, git: path, env, signal }: SourceBuildRequest, tag: string): LaySource {
  const git = new PrivateGit({ path, env, signal });
  return async (directory) => {
    await git.text(repository, ["clone", "--quiet", "--no-checkout", "--", repository, directory]);
    await git.text(directory, ["checkout", "--quiet", "--detach", `refs/tags/${tag}^{commit}`]);
  };
}

/**
 * Makes a branch of the private clone what the user's host has, as far as is known: the user's own branch of that name may
 * be older.
 */
export async function provideHostsBranch(
  git: PrivateGit,
  repository: string,
  releaseBranch: string,
): Promise<void> {
  const own = `refs/heads/${releaseBranch}`;
  const hosts = await git.resolve(repository, `refs/remotes/origin/${releaseBranch}`);
  if (hosts === undefined) return;
  const mine = await git.resolve(repository, own);
  if (mine !== undefined && !(await git.isAncestor(repository, mine, hosts))) return;
  await git.text(repository, ["update-ref", own, hosts]);
}
