import { resolve } from "node:path";

import { deployableCell } from "@tagform/config";
import { parseDeploymentTag } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { source } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { publish, publishExitCode, publishText } from "../delivery/publish";
import { stepContext } from "../delivery/step-context";
import { wantedTag } from "../delivery/wanted-tag";
import { loadEnvironmentOf } from "../environments";

interface SourceOptions {
  readonly run?: string;
  readonly publish?: true;
  readonly adopt?: boolean;
  readonly repository: string;
  readonly json?: true;
}

export const registerSource: Register = (program, context, run) => {
  program
    .command("source")
    .description("export the commit of an annotated tag into a run directory; the working tree is never read")
    .argument("[tag]", "<environment>_<scope>/<team>/<version>; --publish takes it from its build by default")
    .option("--run <dir>", "the run directory, made when missing")
    .option(
      "--publish",
      "in CodeBuild: store the tagged commit for the pipeline and queue it; without a tag, all that nobody has seen yet",
    )
    .option(
      "--adopt",
      "with --publish, once before the first delivery: never deliver the tags that exist, and publish none",
    )
    .option("--repository <dir>", "a folder of the repository that has the tag", context.root)
    .option("--json", "print the source manifest, or what became of which tag")
    .action(
      run((tag: string | undefined, options: SourceOptions) =>
        options.publish ? publishTag(context, tag, options) : exportTag(context, tag, options),
      ),
    );
};

async function exportTag(
  context: Context,
  tag: string | undefined,
  { run, repository, json, adopt }: SourceOptions,
): Promise<undefined> {
  if (adopt) throw new UserError("--adopt goes with --publish");
  if (tag === undefined || run === undefined) {
    throw new UserError("give a tag and --run <dir>, or --publish in a build of the source project");
  }
  const { cell } = parseDeploymentTag(tag);
  const environment = await loadEnvironmentOf(cell);
  deployableCell(environment, cell);
  const { releaseBranch, signedTags } = environment;
  const manifest = await source(
    { run: resolve(run), repository: resolve(repository), tag, releaseBranch, signedTags },
    stepContext(context),
  );
  if (json) context.print(JSON.stringify(manifest, undefined, 2));
}

async function publishTag(
  context: Context,
  tag: string | undefined,
  { run, adopt = false, repository, json }: SourceOptions,
): Promise<number> {
  if (run !== undefined) throw new UserError("--publish keeps no run directory: leave --run out");
  const wanted = tag ?? wantedTag(context.env);
  if (adopt && wanted !== undefined)
    throw new UserError(`--adopt is for all tags, not for "${wanted}" alone`);
  const report = await publish(context, { repository: resolve(repository), tag: wanted, adopt });
  context.print(json ? JSON.stringify(report, undefined, 2) : publishText(report));
  return publishExitCode(report);
}
