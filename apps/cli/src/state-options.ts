import { type ResolvedStateSettings, resolveStateSettings } from "@tagform/deployment";
import type { Environment } from "@tagform/workload-catalog";
import type { Command } from "commander";

/** Where the state lies, as far as the caller may say it. */
export interface StateOptions {
  readonly tfBackendConfigPrefix?: string;
  readonly buildRegion?: string;
}

export function stateOptions(command: Command): Command {
  return command
    .option(
      "--tf-backend-config-prefix <prefix>",
      "prefix of state buckets and lock tables (default: TF_BACKEND_CONFIG_PREFIX, else the environment's data)",
    )
    .option(
      "--build-region <region>",
      "Region of state bucket and lock table (default: AWS_REGION inside CodeBuild, else the environment's data)",
    );
}

export function resolveState(
  environment: Environment,
  { tfBackendConfigPrefix, buildRegion }: StateOptions,
  env: Readonly<Record<string, string>>,
): ResolvedStateSettings {
  return resolveStateSettings({
    option: { tfBackendConfigPrefix, buildRegion },
    environmentVariable: env,
    data: environment.state,
  });
}

/** The options as words again, for the command of the tagged commit. */
export function stateWords({ tfBackendConfigPrefix, buildRegion }: StateOptions): string[] {
  return [
    ...(tfBackendConfigPrefix === undefined ? [] : ["--tf-backend-config-prefix", tfBackendConfigPrefix]),
    ...(buildRegion === undefined ? [] : ["--build-region", buildRegion]),
  ];
}
