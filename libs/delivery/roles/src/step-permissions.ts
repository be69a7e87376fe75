import {
  type Cell,
  type EnvironmentName,
  INFRA_BUILD_ROLE,
  INFRA_PLAN_ROLE,
  type RoleStep,
  type StateSettings,
  stepProjectName,
} from "@tagform/deployment";

import { type Account, iamArn } from "./account";
import type { Arn, Statement } from "./policy-document";
import {
  recordRead,
  recordWrite,
  stateBuckets,
  statePlaces,
  stateRead,
  stateWrite,
} from "./state-permissions";

/** A bucket of the pipeline, and the key that encrypts it. */
export interface PipelineStore {
  readonly bucket: string;
  readonly keyArn: Arn;
}

/** What the steps of one environment work with. */
export interface StepResources {
  readonly environment: EnvironmentName;
  /** The account in which the steps run. */
  readonly tooling: Account;
  /** The environment's cells, each with the account that it is deployed into (12 digits). */
  readonly deployments: readonly { readonly cell: Cell; readonly accountId: string }[];
  readonly state: StateSettings;
  /** Keys that encrypt the buckets of states and the lock tables, one in each of their Regions. */
  readonly stateKeyArns: readonly Arn[];
  /** Where the repository is: in CodeCommit, or with a host that CodeConnections reaches. */
  readonly repository: { readonly codecommitArn: Arn } | { readonly connectionArn: Arn };
  /** What source stores for the pipeline: the tagged commit and its manifest. */
  readonly commits: PipelineStore;
  /** What the steps of an execution hand to each other. */
  readonly artifacts: PipelineStore;
  /** Sealed plans, which apply alone may read. */
  readonly plans: PipelineStore;
  /** The asymmetric key by which plan signs and apply verifies. */
  readonly sealingKeyArn: Arn;
}

/** All that the role of a step may do. */
export function stepPermissions(step: RoleStep, resources: StepResources): Statement[] {
  const { artifacts, commits, plans } = resources;
  const own = logs(step, resources);
  const states = statesOf(resources);
  switch (step) {
    case "source":
      return [
        ...own,
        readRepository(resources),
        ...put("Commits", commits, resources),
        ...stateBuckets(states),
        ...recordRead(states),
      ];
    case "verify":
      return [...own, reports(step, resources), ...handOver(artifacts, resources)];
    case "plan":
      return [
        ...own,
        ...handOver(artifacts, resources),
        ...stateBuckets(states),
        ...stateRead(states),
        ...put("SealedPlans", plans, resources),
        seal("SealPlans", ["kms:Sign", "kms:GetPublicKey"], resources),
        enterAccounts("ReadAccounts", INFRA_PLAN_ROLE, resources),
      ];
    case "apply":
      return [
        ...own,
        ...handOver(artifacts, resources),
        ...stateBuckets(states),
        ...stateRead(states),
        ...stateWrite(states),
        ...recordRead(states),
        ...get("SealedPlans", plans, resources),
        seal("VerifySeals", ["kms:Verify", "kms:GetPublicKey"], resources),
        enterAccounts("ChangeAccounts", INFRA_BUILD_ROLE, resources),
      ];
    case "record":
      return [
        ...own,
        ...get("Artifacts", artifacts, resources),
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

const inBuildRegion = ({ tooling, state }: StepResources, service: string, name: string): Arn =>
  `arn:${tooling.partition}:${service}:${state.buildRegion}:${tooling.accountId}:${name}`;

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

function reports(step: RoleStep, resources: StepResources): Statement {
  const project = stepProjectName(resources.environment, step);
  return {
    sid: "OwnReports",
    actions: ["CreateReportGroup", "CreateReport", "UpdateReport", "BatchPutTestCases"].map(
      (action) => `codebuild:${action}`,
    ),
    resources: [inBuildRegion(resources, "codebuild", `report-group/${project}-*`)],
  };
}

function readRepository({ repository }: StepResources): Statement {
  return "codecommitArn" in repository
    ? { sid: "Repository", actions: ["codecommit:GitPull"], resources: [repository.codecommitArn] }
    : {
        sid: "Repository",
        actions: ["codeconnections:GetConnection", "codeconnections:GetConnectionToken"],
        resources: [repository.connectionArn],
      };
}

const get = (name: string, store: PipelineStore, resources: StepResources): Statement[] => [
  {
    sid: `${name}Read`,
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    resources: [objectsOf(store, resources)],
  },
  storeKey(`${name}Decrypted`, ["kms:Decrypt"], store, resources),
];

/** Who writes needs no right to read what was written. */
const put = (name: string, store: PipelineStore, resources: StepResources): Statement[] => [
  { sid: `${name}Written`, actions: ["s3:PutObject"], resources: [objectsOf(store, resources)] },
  storeKey(`${name}Encrypted`, ["kms:GenerateDataKey"], store, resources),
];

const handOver = (artifacts: PipelineStore, resources: StepResources): Statement[] => [
  ...get("Artifacts", artifacts, resources),
  ...put("Artifacts", artifacts, resources),
];

const objectsOf = ({ bucket }: PipelineStore, { tooling }: StepResources): Arn =>
  `arn:${tooling.partition}:s3:::${bucket}/*`;

/** The key serves this bucket only; S3 says for which one it asks. */
function storeKey(sid: string, actions: string[], store: PipelineStore, resources: StepResources): Statement {
  const { tooling, state } = resources;
  const bucket = `arn:${tooling.partition}:s3:::${store.bucket}`;
  return {
    sid,
    actions,
    resources: [store.keyArn],
    conditions: [
      { test: "StringEquals", variable: "kms:ViaService", values: [`s3.${state.buildRegion}.amazonaws.com`] },
      {
        test: "StringLike",
        variable: "kms:EncryptionContext:aws:s3:arn",
        values: [bucket, `${bucket}/*`],
      },
    ],
  };
}

const seal = (sid: string, actions: string[], { sealingKeyArn }: StepResources): Statement => ({
  sid,
  actions,
  resources: [sealingKeyArn],
});

/** Accounts by name: an account that another environment has is none of them. */
function enterAccounts(sid: string, role: string, { deployments, tooling }: StepResources): Statement {
  const accounts = [...new Set(deployments.map(({ accountId }) => accountId))].sort();
  return {
    sid,
    actions: ["sts:AssumeRole", "sts:TagSession"],
    resources: accounts.map((accountId) => iamArn({ ...tooling, accountId }, `role/${role}`)),
  };
}
