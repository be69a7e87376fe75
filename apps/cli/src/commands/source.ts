import { resolve } from "node:path";

import { parseDeploymentTag } from "@tagform/deployment";
import { source } from "@tagform/steps";

import type { Register } from "../command";
import { stepContext } from "../delivery/step-context";
import { loadEnvironmentOf } from "../environments";

interface SourceOptions {
  readonly run: string;
  readonly repository: string;
  readonly json?: true;
}

export const registerSource: Register = (program, context, run) => {
  program
    .command("source")
    .description("export the commit of an annotated tag into a run directory; the working tree is never read")
    .argument("<tag>", "<environment>_<scope>/<team>/<version>")
    .requiredOption("--run <dir>", "the run directory, made when missing")
    .option("--repository <dir>", "a folder of the repository that has the tag", context.root)
    .option("--json", "print the source manifest")
    .action(
      run(async (tag: string, options: SourceOptions) => {
        const { releaseBranch } = await loadEnvironmentOf(parseDeploymentTag(tag).cell);
        const request = {
          run: resolve(options.run),
          repository: resolve(options.repository),
          tag,
          releaseBranch,
        };
        const manifest = await source(request, stepContext(context));
        if (options.json) context.print(JSON.stringify(manifest, undefined, 2));
        return undefined;
      }),
    );
};
