import type { CodebuildProjectSource } from "@cdktf/provider-aws/lib/codebuild-project";
import { CodebuildReportGroup } from "@cdktf/provider-aws/lib/codebuild-report-group";
import {
  COMMIT_OBJECT,
  pipelineName,
  queueTableName,
  type RoleStep,
  stepProjectName,
} from "@tagform/deployment";
import { Construct } from "constructs";

import { BuildProject, type BuildProjectProps, type BuildSettings } from "./build-project";

export interface BuildProjectsProps extends BuildSettings {
  readonly roleArns: Readonly<Record<RoleStep, string>>;
  /** The repository, cloned with its whole history. */
  readonly repository: Omit<CodebuildProjectSource, "buildspec">;
  /** The branch that a deployed commit must be on. */
  readonly releaseBranch: string;
  readonly tfBackendConfigPrefix: string;
  /** Names of the buckets. */
  readonly buckets: Readonly<Record<"commits" | "artifacts" | "plans", string>>;
  readonly sealingKeyArn: string;
}

/** In minutes. Apply creates what takes its time, databases and distributions; killing it would leave half of them. */
const TIMEOUTS = { source: 20, verify: 30, plan: 60, apply: 360, record: 15 } as const;

/**
 * Define the projects of an environment's delivery, one for each step, so that each runs as its own role.
 *
 *     source                 started by a tag, before the pipeline
 *     verify, plan, apply    actions of the pipeline; Lint and Scan are both verify
 *     record                 started when an execution has ended, however it did
 */
export class BuildProjects extends Construct {
  public readonly source: BuildProject;

  public constructor(scope: Construct, id: string, props: BuildProjectsProps) {
    super(scope, id);
    const { place, buckets, sealingKeyArn } = props;
    const sealed = { TAGFORM_PLANS_BUCKET: buckets.plans, TAGFORM_SEALING_KEY: sealingKeyArn };
    const pipeline = { TAGFORM_PIPELINE: pipelineName(place.environment) };

    this.source = this.project("source", props, {
      description: "Checks a deployment tag, stores its commit and queues it",
      ...NO_ARTIFACTS,
      source: props.repository,
      size: "SMALL",
      variables: {
        TAGFORM_COMMITS_BUCKET: buckets.commits,
        TAGFORM_QUEUE_TABLE: queueTableName(place.environment),
        TAGFORM_RELEASE_BRANCH: props.releaseBranch,
      },
    });
    this.project("verify", props, {
      description: "Lints and scans what a commit makes of a cell",
      ...IN_PIPELINE,
      size: "MEDIUM",
      variables: {},
    });
    this.project("plan", props, {
      description: "Plans a cell, and seals the plan",
      ...IN_PIPELINE,
      size: "MEDIUM",
      variables: sealed,
    });
    this.project("apply", props, {
      description: "Applies the sealed plan that was approved, or nothing",
      ...IN_PIPELINE,
      size: "MEDIUM",
      variables: { ...sealed, ...pipeline },
    });
    this.project("record", props, {
      description: "Records what an execution did",
      ...NO_ARTIFACTS,
      source: { type: "S3", location: `${buckets.commits}/${COMMIT_OBJECT}` },
      size: "SMALL",
      variables: { TAGFORM_PLANS_BUCKET: buckets.plans, ...pipeline },
    });
    this.reportChecks(props);
  }

  private project(
    step: RoleStep,
    props: BuildProjectsProps,
    own: Pick<BuildProjectProps, "description" | "source" | "artifacts" | "size" | "variables">,
  ): BuildProject {
    const { place, tfBackendConfigPrefix, roleArns } = props;
    return new BuildProject(this, step, {
      ...own,
      settings: props,
      step,
      roleArn: roleArns[step],
      timeoutMinutes: TIMEOUTS[step],
      variables: {
        TAGFORM_ENVIRONMENT: place.environment,
        TF_BACKEND_CONFIG_PREFIX: tfBackendConfigPrefix,
        // Where npm and pip keep downloads: what the buildspecs name as their cache.
        npm_config_cache: "/tmp/cache/npm",
        PIP_CACHE_DIR: "/tmp/cache/pip",
        ...own.variables,
      },
    });
  }

  /** CodeBuild finds the group by its name, which the buildspec ends with: `checks`. */
  private reportChecks({ place, buckets, artifactKeyArn, deletable }: BuildProjectsProps): void {
    new CodebuildReportGroup(this, "checks", {
      name: `${stepProjectName(place.environment, "verify")}-checks`,
      type: "TEST",
      deleteReports: deletable,
      exportConfig: {
        type: "S3",
        s3Destination: {
          bucket: buckets.artifacts,
          path: "reports",
          packaging: "ZIP",
          encryptionKey: artifactKeyArn,
        },
      },
    });
  }
}

const IN_PIPELINE = { source: { type: "CODEPIPELINE" }, artifacts: { type: "CODEPIPELINE" } } as const;
const NO_ARTIFACTS = { artifacts: { type: "NO_ARTIFACTS" } } as const;
