import { UserError } from "@tagform/outcome";
import type { PipelineExecution, SealSettings } from "@tagform/steps";

type Env = Readonly<Record<string, string>>;

/** By what plans are sealed here and where they are kept: in a pipeline the environment's key and bucket. */
export function sealSettings(env: Env): SealSettings {
  const keyArn = valueOf(env, "TAGFORM_SEALING_KEY");
  const plansBucket = valueOf(env, "TAGFORM_PLANS_BUCKET");
  const execution = valueOf(env, "TAGFORM_EXECUTION");
  return {
    ...(keyArn === undefined ? {} : { keyArn }),
    ...(plansBucket === undefined ? {} : { plansBucket }),
    ...(execution === undefined ? {} : { execution }),
  };
}

/** What a pipeline runs for; nothing outside of one. */
export function expectedPlan(env: Env): { readonly tag?: string; readonly digest?: string } {
  const tag = valueOf(env, "TAGFORM_TAG");
  const digest = valueOf(env, "TAGFORM_PLAN_DIGEST");
  return { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** @throws UserError if this is no execution of a pipeline that showed a plan */
export function pipelineExecution(env: Env, region: string): PipelineExecution {
  const names = ["TAGFORM_PIPELINE", "TAGFORM_EXECUTION", "TAGFORM_PLAN_DIGEST"];
  const missing = names.filter((name) => valueOf(env, name) === undefined);
  if (missing.length > 0) {
    throw new UserError(`--pipeline is for an execution of a pipeline, which sets ${missing.join(", ")}`);
  }
  return { pipeline: env["TAGFORM_PIPELINE"] ?? "", execution: env["TAGFORM_EXECUTION"] ?? "", region };
}

/** What dispatch tells the build that records an execution. */
export interface EndedExecution {
  readonly execution: { readonly pipeline: string; readonly id: string };
  readonly tag: string;
  readonly startedAt?: Date | undefined;
  readonly failedStep?: string | undefined;
  /** Folder of the newest artifact, as CodeBuild names a secondary source. */
  readonly artifact?: string | undefined;
  readonly plansBucket?: string | undefined;
}

/** @throws UserError if this is no build of the record project, or its time is none */
export function endedExecution(env: Env): EndedExecution {
  const names = ["TAGFORM_PIPELINE", "TAGFORM_EXECUTION", "TAGFORM_TAG"];
  const missing = names.filter((name) => valueOf(env, name) === undefined);
  if (missing.length > 0) {
    throw new UserError(`--execution is for a build of the record project, which sets ${missing.join(", ")}`);
  }
  const began = valueOf(env, "TAGFORM_STARTED_AT");
  return {
    execution: { pipeline: env["TAGFORM_PIPELINE"] ?? "", id: env["TAGFORM_EXECUTION"] ?? "" },
    tag: env["TAGFORM_TAG"] ?? "",
    startedAt: began === undefined ? undefined : timeOf(began),
    failedStep: valueOf(env, "TAGFORM_FAILED_STEP"),
    artifact: valueOf(env, "CODEBUILD_SRC_DIR_Run"),
    plansBucket: valueOf(env, "TAGFORM_PLANS_BUCKET"),
  };
}

function timeOf(text: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new UserError(`TAGFORM_STARTED_AT is "${text}", which is no time: give it as 2026-11-21T12:00:00Z`);
}

/** CodeBuild passes a variable that has no value as an empty one. */
function valueOf(env: Env, name: string): string | undefined {
  const value = env[name];
  return value === "" ? undefined : value;
}
