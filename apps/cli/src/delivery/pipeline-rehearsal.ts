import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Cell, type EnvironmentName, parseDeploymentTag } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import type { PipelineRehearsal, StackDocument, SynthesizedDelivery } from "@tagform/rehearsal";
import { requireTool, type StepContext } from "@tagform/steps";

import type { Context } from "../context";
import { loadEnvironment, loadEnvironmentOf } from "../environments";
import { RehearsalProgress } from "../terminal/rehearsal-progress";
import { chooseAwsProvider } from "./choose-aws-provider";
import { destinationOf } from "./destination";
import { synthesizerOf } from "./synthesize";

export interface PipelineRehearsalOptions {
  readonly provider?: string;
  readonly approveAs?: readonly string[];
  readonly verbose?: true;
}

/** Two people, so that an environment that asks for two gets them. */
const PEOPLE = ["ada", "grace"];

/** Delivers tags through the pipeline of their environment, as this checkout's code defines it; `own` has the tools. */
export async function rehearseThroughPipeline(
  context: Context,
  own: StepContext,
  directory: string,
  tags: readonly string[],
  options: PipelineRehearsalOptions,
): Promise<PipelineRehearsal> {
  const { commitMirrorWriter, rehearsePipeline, withoutAws } = await import("@tagform/rehearsal");
  const { root, signal, node } = context;
  const { env } = own;
  const progress = new RehearsalProgress(context, options.verbose === true);
  const [first = ""] = tags;
  return rehearsePipeline({
    tags,
    repository: root,
    directory,
    delivery: await synthesizeDelivery(parseDeploymentTag(first).cell.environment, directory, env),
    provider: await chooseAwsProvider(options.provider, directory),
    writeMirror: commitMirrorWriter({ node: node.path, env, signal }),
    people: options.approveAs ?? PEOPLE,
    context: { ...own, report: (line) => progress.line(line) },
    tools: {
      git: (await requireTool("git", own)).path,
      motoServer: (await requireTool("moto_server", own)).path,
      node: node.path,
    },
    destinationOf: async ({ cell }) => {
      const environment = await loadEnvironmentOf(cell);
      const { state } = destinationOf(environment, cell, {}, withoutAws(env));
      return { state, releaseBranch: environment.releaseBranch };
    },
    progress,
  });
}

/** The delivery's stack as Terraform's JSON, from the data and code of this checkout. */
async function synthesizeDelivery(
  name: EnvironmentName,
  directory: string,
  env: Readonly<Record<string, string>>,
): Promise<SynthesizedDelivery> {
  const { teams, state } = await loadEnvironment("tooling");
  const cell: Cell = { environment: "tooling", scope: state.buildRegion, team: `delivery-${name}` };
  if (teams[cell.team] === undefined) {
    throw new UserError(`environment tooling has no ${cell.team}: nothing delivers ${name} on AWS`);
  }
  const environment = await loadEnvironmentOf(cell);
  const { withoutAws } = await import("@tagform/rehearsal");
  const synthesize = synthesizerOf(environment, cell, {}, withoutAws(env), "json");
  const synthesized = await synthesize(join(directory, "delivery"));
  const text = await readFile(join(synthesized.directory, synthesized.file), "utf8");
  return { directory: synthesized.directory, document: JSON.parse(text) as StackDocument };
}
