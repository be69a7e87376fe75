import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import {
  CodebuildProject,
  type CodebuildProjectArtifacts,
  type CodebuildProjectSource,
} from "@cdktf/provider-aws/lib/codebuild-project";
import { physicalName, type RoleStep, stepProjectName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { BuildNetwork, BuildProcessor } from "../delivery-pipeline-config";
import type { DeliveryPlace } from "../delivery-place";
import { workspaceFile } from "../workspace-file";
import { BUILD_MACHINES } from "./build-image";

/** What all projects of a delivery have in common. */
export interface BuildSettings {
  readonly place: DeliveryPlace;
  readonly processor: BuildProcessor;
  /** @default - AWS's own */
  readonly network?: BuildNetwork | undefined;
  /** Key that encrypts what builds hand over. */
  readonly artifactKeyArn: string;
  /** Key that encrypts logs. */
  readonly logKeyArn: string;
  /** In days. */
  readonly logRetentionDays: number;
  /** Whether Terraform may delete the projects. */
  readonly deletable: boolean;
}

export interface BuildProjectProps {
  readonly settings: BuildSettings;
  readonly step: RoleStep;
  readonly description: string;
  readonly roleArn: string;
  readonly source: Omit<CodebuildProjectSource, "buildspec">;
  readonly artifacts: CodebuildProjectArtifacts;
  readonly size: "SMALL" | "MEDIUM";
  /** How long a build may take, in minutes. */
  readonly timeoutMinutes: number;
  /** Environment variables that are the same for every build. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The longest that CodeBuild keeps a build waiting for one of the account to end, in minutes. */
const LONGEST_QUEUED = 480;

/**
 * Define the CodeBuild project of a step. What it runs is the buildspec of the same name, as it was when the project was
 * deployed: no commit that it builds can change that.
 *
 * It has no limit of its own for concurrent builds: one beyond it would fail, while one beyond the account's is queued
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/builds-working.html). The delivery's queue keeps the number of
 * those that run below `maxRunning`.
 */
export class BuildProject extends Construct {
  public readonly projectName: string;
  public readonly projectArn: string;

  public constructor(scope: Construct, id: string, props: BuildProjectProps) {
    super(scope, id);
    const { settings, step, source, artifacts } = props;
    const name = stepProjectName(settings.place.environment, step);
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: physicalName("logGroup", `/aws/codebuild/${name}`),
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: settings.logKeyArn,
    });
    const project = new CodebuildProject(this, "project", {
      name,
      description: props.description,
      serviceRole: props.roleArn,
      source: { ...source, buildspec: workspaceFile(`pipelines/buildspecs/${step}.yml`) },
      artifacts,
      encryptionKey: settings.artifactKeyArn,
      environment: this.environment(props),
      buildTimeout: props.timeoutMinutes,
      queuedTimeout: LONGEST_QUEUED,
      // On one build host and for this project only. The buildspec names what is kept: downloads of npm and pip, which both
      // compare with the checksums of the commit before they use one. What a check or a plan said is never among it.
      cache: { type: "LOCAL", modes: ["LOCAL_CUSTOM_CACHE"] },
      logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: logs.name } },
      ...(settings.network === undefined ? {} : { vpcConfig: vpcConfig(settings.network) }),
      // A run that changes its own project must find it again: its name is fixed, and replacing it is refused.
      lifecycle: { preventDestroy: !settings.deletable },
    });
    this.projectName = project.name;
    this.projectArn = project.arn;
  }

  private environment({ settings, size, variables }: BuildProjectProps) {
    return {
      ...BUILD_MACHINES[settings.processor],
      computeType: `BUILD_GENERAL1_${size}`,
      imagePullCredentialsType: "CODEBUILD",
      privilegedMode: false,
      environmentVariable: Object.entries(variables).map(([name, value]) => ({ name, value })),
    };
  }
}

const vpcConfig = ({ vpcId, subnetIds, securityGroupIds }: BuildNetwork) => ({
  vpcId,
  subnets: [...subnetIds],
  securityGroupIds: [...securityGroupIds],
});
