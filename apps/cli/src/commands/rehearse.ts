import { mkdir, readdir, rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import type { DeploymentTag } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import type { Rehearsal, RehearsalDestination, RehearsedDeployment } from "@tagform/rehearsal";
import { requireTool, source, type StepContext } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { chooseAwsProvider, PROVIDER_OPTION } from "../delivery/choose-aws-provider";
import { destinationOf } from "../delivery/destination";
import { rehearseThroughPipeline } from "../delivery/pipeline-rehearsal";
import { stepContext, TOOL_ROOT } from "../delivery/step-context";
import { loadEnvironmentOf } from "../environments";
import { pipelineText } from "../terminal/pipeline-text";
import { RehearsalProgress } from "../terminal/rehearsal-progress";
import { fields } from "../terminal/table";

interface RehearseOptions {
  readonly provider?: string;
  readonly keep?: true;
  readonly endpoint?: string;
  readonly deployFirst?: readonly string[];
  readonly pipeline?: true;
  readonly approveAs?: readonly string[];
  readonly verbose?: true;
  readonly json?: true;
}

/** How many earlier rehearsals stay to be looked at. */
const KEPT_REHEARSALS = 10;

export const registerRehearse: Register = (program, context, run) => {
  program
    .command("rehearse")
    .description(
      "deliver tags on an embedded AWS on this machine, from the tagged commit to an applied state",
    )
    .argument(
      "<tag...>",
      "deployed in this order; a tag that does not exist is made on HEAD in a private clone",
    )
    .option(...PROVIDER_OPTION)
    .option("--keep", "leave the embedded AWS running, and print how to use and stop it")
    .option("--endpoint <url>", "deploy to an embedded AWS that an earlier rehearsal kept")
    .option("--deploy-first <tag...>", "tags of cells that the others look things up from")
    .option(
      "--pipeline",
      "through the environment's pipeline: builds, roles, queue and approvals as its stack defines",
    )
    .option(
      "--approve-as <name...>",
      "who approves in the pipeline, one after the other (default: ada, then grace)",
    )
    .option("--verbose", "print all that the tools say")
    .option("--json", "print the result as JSON")
    .action(
      run(async (tags: string[], options: RehearseOptions) => {
        const { result, text } = await rehearseAsAsked(context, tags, options);
        if (options.json) context.print(JSON.stringify(result, undefined, 2));
        else for (const each of text) context.print(each);
        return undefined;
      }),
    );
};

async function rehearseAsAsked(
  context: Context,
  tags: readonly string[],
  options: RehearseOptions,
): Promise<{ result: object; text: string[] }> {
  if (options.pipeline !== true) {
    if (options.approveAs !== undefined)
      throw new UserError("--approve-as is for --pipeline, where people approve");
    const result = await rehearseTags(context, tags, options);
    return { result, text: render(result) };
  }
  for (const name of ["keep", "endpoint", "deployFirst"] as const) {
    if (options[name] !== undefined)
      throw new UserError(`${name} is not for --pipeline: it starts with an empty AWS`);
  }
  const directory = await newFolder(context.root);
  context.note(`rehearsal of ${tags.join(", ")} through the pipeline; files in ${directory}`);
  const result = await rehearseThroughPipeline(context, ownContext(context), directory, tags, options);
  return { result, text: pipelineText(result) };
}

const ownContext = (context: Context): StepContext => {
  const env = { ...context.env, [TOOL_ROOT]: context.env[TOOL_ROOT] ?? context.root };
  return stepContext({ ...context, env });
};

async function rehearseTags(
  context: Context,
  tags: readonly string[],
  options: RehearseOptions,
): Promise<Rehearsal> {
  const { commitMirrorWriter, commitStepRunner, rehearse } = await import("@tagform/rehearsal");
  const { root, signal } = context;
  const own = ownContext(context);
  const { env } = own;
  const directory = await newFolder(root);
  const node = context.node.path;
  const progress = new RehearsalProgress(context, options.verbose === true);
  context.note(`rehearsal of ${tags.join(", ")}; files in ${directory}`);
  return rehearse({
    tags,
    repository: root,
    directory,
    env,
    provider: await chooseAwsProvider(options.provider, directory),
    tools: await toolsOf(own, options.endpoint),
    destinationOf: (tag) => rehearsalDestination(context, tag),
    steps: {
      source: (request) => source(request, { ...own, report: (line) => progress.line(line) }),
      runStep: commitStepRunner({ node, env, signal, insist: context.insist, words: { plan: ["--quiet"] } }),
      writeMirror: commitMirrorWriter({ node, env, signal }),
    },
    progress,
    signal,
    ...(options.keep ? { keep: true } : {}),
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.deployFirst === undefined ? {} : { deployFirst: options.deployFirst }),
  });
}

async function newFolder(root: string): Promise<string> {
  const rehearsals = join(root, ".tagform/rehearsals");
  await mkdir(rehearsals, { recursive: true });
  const name = new Date().toISOString().replace(/[-:]/g, "").replace(".", "-");
  await removeOld(rehearsals);
  const folder = resolve(rehearsals, `${name}-${process.pid}`);
  await mkdir(folder);
  return folder;
}

/** The names sort by time. */
async function removeOld(rehearsals: string): Promise<void> {
  const old = (await readdir(rehearsals)).sort().slice(0, -KEPT_REHEARSALS);
  await Promise.all(old.map((name) => rm(join(rehearsals, name), { recursive: true, force: true })));
}

async function toolsOf(own: StepContext, endpoint: string | undefined) {
  const git = (await requireTool("git", own)).path;
  if (endpoint !== undefined) return { git };
  return { git, motoServer: (await requireTool("moto_server", own)).path };
}

async function rehearsalDestination(
  { env }: Context,
  { cell }: DeploymentTag,
): Promise<RehearsalDestination> {
  const { withoutAws } = await import("@tagform/rehearsal");
  const environment = await loadEnvironmentOf(cell);
  // As the steps see it, which get nothing of AWS from the outside.
  const { state } = destinationOf(environment, cell, {}, withoutAws(env));
  return { state, releaseBranch: environment.releaseBranch };
}

function render({ deployments, kept }: Rehearsal): string[] {
  return [...deployments.map(renderDeployment), ...(kept?.instructions ?? [])];
}

function renderDeployment(deployment: RehearsedDeployment): string {
  const { tag, commit, plan, state, outputs, run, reports, recordLocation } = deployment;
  return fields([
    ["rehearsed", `${tag} (commit ${commit.slice(0, 12)})`],
    ["plan", plan],
    [
      "outputs",
      Object.entries(outputs)
        .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
        .join("\n") || "none",
    ],
    ["state", `s3://${state.bucket}/${state.key}`],
    ["record", recordLocation ?? "none"],
    ["files", relative(process.cwd(), run)],
    ["reports", reports.map((file) => relative(run, file)).join("\n")],
  ]);
}
