import { type EnvironmentName, isEnvironmentName } from "@tagform/deployment";
import { assertNoIssues, check } from "@tagform/outcome";

/** What the function is told by its environment variables, which the pipeline's stack sets. */
export interface DispatchSettings {
  readonly environment: EnvironmentName;
  readonly region: string;
  readonly queueTable: string;
  readonly pipeline: string;
  readonly commitsBucket: string;
  readonly recordProject: string;
  /** ARN of the topic that tells people of failures. */
  readonly notificationsTopic: string;
  readonly maxRunning: number;
}

/** Names of the variables; `AWS_REGION` is Lambda's own. */
export const DISPATCH_VARIABLES = {
  environment: "TAGFORM_ENVIRONMENT",
  region: "AWS_REGION",
  queueTable: "TAGFORM_QUEUE_TABLE",
  pipeline: "TAGFORM_PIPELINE",
  commitsBucket: "TAGFORM_COMMITS_BUCKET",
  recordProject: "TAGFORM_RECORD_PROJECT",
  notificationsTopic: "TAGFORM_NOTIFICATIONS_TOPIC",
  maxRunning: "TAGFORM_MAX_RUNNING",
} as const satisfies Record<keyof DispatchSettings, string>;

/** @throws UserError with all variables that are missing or wrong */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): DispatchSettings {
  const of = (setting: keyof DispatchSettings): string => variables[DISPATCH_VARIABLES[setting]] ?? "";
  const environment = of("environment");
  const maxRunning = Number(of("maxRunning"));
  const names = Object.values(DISPATCH_VARIABLES);
  assertNoIssues("the environment of the dispatch function", [
    ...names.flatMap((name) => check((variables[name] ?? "") !== "", name, "is missing: the stack sets it")),
    ...check(
      isEnvironmentName(environment),
      DISPATCH_VARIABLES.environment,
      `must name an environment, got "${environment}"`,
    ),
    ...check(
      Number.isInteger(maxRunning) && maxRunning > 0,
      DISPATCH_VARIABLES.maxRunning,
      `must be a whole number above 0, got "${of("maxRunning")}"`,
    ),
  ]);
  return {
    environment: environment as EnvironmentName,
    region: of("region"),
    queueTable: of("queueTable"),
    pipeline: of("pipeline"),
    commitsBucket: of("commitsBucket"),
    recordProject: of("recordProject"),
    notificationsTopic: of("notificationsTopic"),
    maxRunning,
  };
}
