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

/** CodeBuild passes a variable that has no value as an empty one. */
function valueOf(env: Env, name: string): string | undefined {
  const value = env[name];
  return value === "" ? undefined : value;
}
