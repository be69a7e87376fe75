import type {
  CodepipelineStage as Stage,
  CodepipelineStageAction as Action,
  CodepipelineStageBeforeEntry as BeforeEntry,
} from "@cdktf/provider-aws/lib/codepipeline";
import type { Approval } from "@tagform/config";
import { COMMIT_ACTION, TAG_VARIABLE } from "@tagform/delivery-queue";
import { COMMIT_OBJECT, type EnvironmentName, type RoleStep, stepProjectName } from "@tagform/deployment";

export interface StagesProps {
  readonly environment: EnvironmentName;
  readonly approval: Approval;
  readonly commitsBucket: string;
  /** The topic that asks for approvals. */
  readonly approvalsTopicArn: string;
}

const SEVEN_DAYS = 7 * 24 * 60;

/** From the tagged commit to what is applied. Every action gets the pinned commit; of earlier steps, only what they left. */
export function pipelineStages(props: StagesProps): Stage[] {
  const { environment } = props;
  const build = (name: string, step: RoleStep, more: BuildMore): Action =>
    buildAction(name, stepProjectName(environment, step), more);
  return [
    { name: "Source", action: [commitAction(props)] },
    {
      name: "Lint",
      action: [build("Lint", "verify", { output: "Linted", variables: { TAGFORM_CHECKS: "lint" } })],
    },
    {
      name: "Scan",
      action: [
        build("Scan", "verify", {
          earlier: "Linted",
          output: "Scanned",
          variables: { TAGFORM_CHECKS: "scan" },
        }),
      ],
    },
    {
      name: "Plan",
      action: [build("Plan", "plan", { earlier: "Scanned", output: "Planned", namespace: "Plan" })],
    },
    approveStage(props),
    {
      name: "Apply",
      beforeEntry: onlyIf("ApplyWhenChanged", "#{Plan.CHANGED}", "true"),
      action: [
        build("Apply", "apply", {
          earlier: "Planned",
          output: "Applied",
          variables: { TAGFORM_PLAN_DIGEST: "#{Plan.PLAN_DIGEST}" },
        }),
      ],
    },
  ];
}

/** The artifact that every action begins with. */
const COMMIT = "Commit";

/** It is started for one version of the object; another key than this one cannot be asked for. */
const commitAction = ({ commitsBucket }: StagesProps): Action => ({
  name: COMMIT_ACTION,
  category: "Source",
  owner: "AWS",
  provider: "S3",
  version: "1",
  outputArtifacts: [COMMIT],
  configuration: {
    S3Bucket: commitsBucket,
    S3ObjectKey: COMMIT_OBJECT,
    PollForSourceChanges: "false",
    AllowOverrideForS3ObjectKey: "false",
  },
});

interface BuildMore {
  /** The artifact of the step before. */
  readonly earlier?: string;
  readonly output: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Under which later actions find the variables that the build exports. */
  readonly namespace?: string;
}

function buildAction(name: string, project: string, more: BuildMore): Action {
  const { earlier, output, namespace, variables = {} } = more;
  const all = {
    TAGFORM_TAG: `#{variables.${TAG_VARIABLE}}`,
    TAGFORM_EXECUTION: "#{codepipeline.PipelineExecutionId}",
    ...variables,
  };
  return {
    name,
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    inputArtifacts: earlier === undefined ? [COMMIT] : [COMMIT, earlier],
    outputArtifacts: [output],
    ...(namespace === undefined ? {} : { namespace }),
    configuration: {
      ProjectName: project,
      ...(earlier === undefined ? {} : { PrimarySource: COMMIT }),
      EnvironmentVariables: JSON.stringify(
        Object.entries(all).map(([variable, value]) => ({ name: variable, value, type: "PLAINTEXT" })),
      ),
    },
  };
}

/**
 * One person approves, or two, who may do so in any order: that they are two is for apply to see. Plan says whether
 * anybody has to: what destroys a cell asks somebody even where the policy asks nobody.
 *
 * Whoever approves sees the tag, what would change, and the digest of the plan that would be applied.
 */
function approveStage({ approval, approvalsTopicArn }: StagesProps): Stage {
  const names = approval === "two-people" ? ["Approve", "ApproveSecond"] : ["Approve"];
  return {
    name: "Approve",
    beforeEntry: onlyIf("ApproveWhenNeeded", "#{Plan.APPROVAL}", "needed"),
    action: names.map((name) => ({
      name,
      category: "Approval",
      owner: "AWS",
      provider: "Manual",
      version: "1",
      timeoutInMinutes: SEVEN_DAYS,
      configuration: {
        NotificationArn: approvalsTopicArn,
        CustomData: `#{variables.${TAG_VARIABLE}}: #{Plan.PLAN_LINE}, plan #{Plan.PLAN_DIGEST}`,
      },
    })),
  };
}

/**
 * A stage that is skipped unless a variable of the plan says so: the execution goes on behind it.
 *
 * "For Entry conditions with a Skip result, only the LambdaInvoke and VariableCheck rules are supported", and such a
 * condition cannot be overridden: https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
 */
const onlyIf = (name: string, variable: string, value: string): BeforeEntry => ({
  condition: {
    result: "SKIP",
    rule: [
      {
        name,
        // https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
        ruleTypeId: { category: "Rule", owner: "AWS", provider: "VariableCheck", version: "1" },
        configuration: { Variable: variable, Value: value, Operator: "EQ" },
      },
    ],
  },
});
