import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import {
  infraBoundaryArn,
  pipelineName,
  pipelineRoleName,
  type RoleStep,
  stepProjectName,
} from "@tagform/deployment";
import { Construct } from "constructs";

import { type Arn, PolicyDocument, type Statement } from "./policy-document";
import { inBuildRegion, type StepResources } from "./step-resources";
import { get, known, put } from "./store-permissions";

/** The steps that are actions of the pipeline: source is before it, record after it. */
const IN_THE_PIPELINE = ["verify", "plan", "apply"] as const satisfies readonly RoleStep[];

export interface PipelineRoleProps extends Pick<
  StepResources,
  "environment" | "tooling" | "state" | "commits" | "artifacts"
> {
  /** The topic that asks for approvals, and the key that encrypts it. */
  readonly approvals: { readonly topicArn: Arn; readonly keyArn: Arn };
  /** Whether Terraform may delete the role. */
  readonly deletable: boolean;
}

/**
 * Define as whom CodePipeline runs the pipeline of an environment: it reads commits, carries artifacts, starts builds and
 * asks for approvals. It reads no sealed plan and no state, and assumes nothing.
 */
export class PipelineRole extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, props: PipelineRoleProps) {
    super(scope, id);
    const { environment, tooling, deletable } = props;
    const remedy = "name fewer projects";
    const trust = new PolicyDocument(this, "trust", {
      statements: [trustOf(props)],
      attachedAs: "trust",
      remedy,
    });
    const allowed = new PolicyDocument(this, "allowed", {
      statements: pipelinePermissions(props),
      attachedAs: "inline",
      remedy,
    });
    const role = new IamRole(this, "role", {
      name: pipelineRoleName(environment),
      description: `Pipeline of ${environment}`,
      assumeRolePolicy: trust.document.json,
      permissionsBoundary: infraBoundaryArn(tooling.accountId, tooling.partition),
      lifecycle: { preventDestroy: !deletable },
    });
    new IamRolePolicy(this, "permissions", {
      name: "Pipeline",
      role: role.name,
      policy: allowed.document.json,
    });
    this.arn = role.arn;
  }
}

const pipelineArn = (props: PipelineRoleProps): Arn =>
  inBuildRegion(props, "codepipeline", pipelineName(props.environment));

/** For this pipeline and no other (confused deputy). */
const trustOf = (props: PipelineRoleProps): Statement => ({
  sid: "RunByThePipeline",
  actions: ["sts:AssumeRole"],
  principal: { service: "codepipeline.amazonaws.com" },
  conditions: [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [props.tooling.accountId] },
    { test: "ArnEquals", variable: "aws:SourceArn", values: [pipelineArn(props)] },
  ],
});

function pipelinePermissions(props: PipelineRoleProps): Statement[] {
  const { environment, commits, artifacts, approvals, state } = props;
  return [
    ...get("Commits", commits, props),
    known([commits, artifacts], props, ["s3:GetBucketVersioning", "s3:ListBucket"]),
    ...get("Artifacts", artifacts, props),
    ...put("Artifacts", artifacts, props),
    {
      sid: "Builds",
      actions: ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
      resources: IN_THE_PIPELINE.map((step) =>
        inBuildRegion(props, "codebuild", `project/${stepProjectName(environment, step)}`),
      ),
    },
    { sid: "Approvals", actions: ["sns:Publish"], resources: [approvals.topicArn] },
    {
      sid: "ApprovalsEncrypted",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [approvals.keyArn],
      conditions: [
        {
          test: "StringEquals",
          variable: "kms:ViaService",
          values: [`sns.${state.buildRegion}.amazonaws.com`],
        },
      ],
    },
  ];
}
