import {
  INFRA_BUILD_ROLE,
  INFRA_PLAN_ROLE,
  pipelineName,
  queueTableName,
  type RoleStep,
  stepProjectName,
} from "@tagform/deployment";

import { iamArn } from "./account";
import { networkPermissions } from "./network-permissions";
import type { Statement } from "./policy-document";
import {
  recordRead,
  recordWrite,
  stateBuckets,
  statePlaces,
  stateRead,
  stateWrite,
} from "./state-permissions";
import { inBuildRegion, type PipelineStore, type StepResources } from "./step-resources";
import { get, known, list, put } from "./store-permissions";

/** Where plan puts sealed plans for apply, and where apply leaves what a failed one left. */
const SEALED = "sealed/";
const FAILED = "failed/";

/** All that the role of a step may do. */
export function stepPermissions(step: RoleStep, resources: StepResources): Statement[] {
  return [...logs(step, resources), ...networkPermissions(resources), ...workOf(step, resources)];
}

function workOf(step: RoleStep, resources: StepResources): Statement[] {
  const { artifacts, commits, plans } = resources;
  const states = statesOf(resources);
  switch (step) {
    case "source":
      return [
        readRepository(resources),
        ...put("Commits", commits, resources),
        ...queue(resources),
        ...stateBuckets(states),
        ...recordRead(states),
      ];
    case "verify":
      return [reports(step, resources), ...handOver(artifacts, resources)];
    case "plan":
      return [
        ...handOver(artifacts, resources),
        ...stateBuckets(states),
        ...stateRead(states),
        ...put("SealedPlans", plans, resources, SEALED),
        seal("SealPlans", ["kms:Sign", "kms:GetPublicKey"], resources),
        enterAccounts("ReadAccounts", INFRA_PLAN_ROLE, resources),
      ];
    case "apply":
      return [
        ...handOver(artifacts, resources),
        ...stateBuckets(states),
        ...stateRead(states),
        ...stateWrite(states),
        ...recordRead(states),
        ...get("SealedPlans", plans, resources, SEALED),
        ...put("FailedApplies", plans, resources, FAILED),
        seal("VerifySeals", ["kms:Verify", "kms:GetPublicKey"], resources),
        approvals(resources),
        enterAccounts("ChangeAccounts", INFRA_BUILD_ROLE, resources),
      ];
    case "record":
      return [
        known([commits, artifacts], resources),
        ...get("Commits", commits, resources),
        ...get("Artifacts", artifacts, resources),
        ...get("FailedApplies", plans, resources, FAILED),
        list("FailedApplies", plans, resources, FAILED),
        ...stateBuckets(states),
        ...recordRead(states),
        ...recordWrite(states),
      ];
  }
}

const statesOf = ({ tooling, deployments, state, stateKeyArns }: StepResources) => ({
  tooling,
  places: statePlaces(
    deployments.map(({ cell }) => cell),
    state,
  ),
  keyArns: stateKeyArns,
});

function logs(step: RoleStep, resources: StepResources): Statement[] {
  const project = stepProjectName(resources.environment, step);
  return [
    {
      sid: "OwnLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [inBuildRegion(resources, "logs", `log-group:/aws/codebuild/${project}:*`)],
    },
  ];
}

/** The groups are there: a build that could make one would make it without a key. */
function reports(step: RoleStep, resources: StepResources): Statement {
  const project = stepProjectName(resources.environment, step);
  return {
    sid: "OwnReports",
    actions: ["CreateReport", "UpdateReport", "BatchPutTestCases"].map((action) => `codebuild:${action}`),
    resources: [inBuildRegion(resources, "codebuild", `report-group/${project}-*`)],
  };
}

function readRepository({ repository }: StepResources): Statement {
  if ("codecommitArn" in repository) {
    return { sid: "Repository", actions: ["codecommit:GitPull"], resources: [repository.codecommitArn] };
  }
  const { connectionArn } = repository;
  // An older connection has the service's older name, and its actions have it, too.
  const service = connectionArn.includes(":codestar-connections:")
    ? "codestar-connections"
    : "codeconnections";
  return {
    sid: "Repository",
    actions: [`${service}:GetConnection`, `${service}:GetConnectionToken`],
    resources: [connectionArn],
  };
}

/** Each delivery is put once, by a condition of the table's items: none is changed. */
function queue(resources: StepResources): Statement[] {
  return [
    {
      sid: "Queue",
      actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
      resources: [inBuildRegion(resources, "dynamodb", `table/${queueTableName(resources.environment)}`)],
    },
    queueKey(resources),
  ];
}

const queueKey = ({ queueKeyArn, state }: StepResources): Statement => ({
  sid: "QueueKey",
  actions: ["kms:Decrypt", "kms:GenerateDataKey"],
  resources: [queueKeyArn],
  conditions: [
    {
      test: "StringEquals",
      variable: "kms:ViaService",
      values: [`dynamodb.${state.buildRegion}.amazonaws.com`],
    },
  ],
});

/** Who approved what is about to be applied. */
const approvals = (resources: StepResources): Statement => ({
  sid: "Approvals",
  actions: ["codepipeline:ListPipelineExecutions", "codepipeline:ListActionExecutions"],
  resources: [inBuildRegion(resources, "codepipeline", pipelineName(resources.environment))],
});

const handOver = (artifacts: PipelineStore, resources: StepResources): Statement[] => [
  known([artifacts], resources),
  ...get("Artifacts", artifacts, resources),
  ...put("Artifacts", artifacts, resources),
];

const seal = (sid: string, actions: string[], { sealingKeyArn }: StepResources): Statement => ({
  sid,
  actions,
  resources: [sealingKeyArn],
});

/** Accounts by name: an account that another environment has is none of them. */
function enterAccounts(
  sid: string,
  role: string,
  { deployments, tooling, organizationId }: StepResources,
): Statement {
  const actions = ["sts:AssumeRole", "sts:TagSession"];
  const roleIn = (accountId: string) => iamArn({ ...tooling, accountId }, `role/${role}`);
  if (organizationId !== undefined) {
    // Whom a role lets in is decided in its own account, by step and environment: this only keeps to the organization.
    const conditions = [{ test: "StringEquals", variable: "aws:ResourceOrgID", values: [organizationId] }];
    return { sid, actions, resources: [roleIn("*")], conditions };
  }
  const accounts = [...new Set(deployments.map(({ accountId }) => accountId))].sort();
  return { sid, actions, resources: accounts.map(roleIn) };
}
