import type { Environment } from "@tagform/workload-catalog";

import { accountFactory } from "./accounts/account-factory";
import { audit } from "./accounts/audit";
import { logArchive } from "./accounts/log-archive";
import { management } from "./accounts/management";
import { researchDev } from "./accounts/research-dev";
import { researchProd } from "./accounts/research-prod";
import { researchQa } from "./accounts/research-qa";
import { researchStaging } from "./accounts/research-staging";
import { riskDev } from "./accounts/risk-dev";
import { riskProd } from "./accounts/risk-prod";
import { riskQa } from "./accounts/risk-qa";
import { riskStaging } from "./accounts/risk-staging";
import { tooling } from "./accounts/tooling";

export { organization } from "./organization";

// The team segment of a cell names an account.
export const environment = {
  name: "landing-zone",
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1", "eu-central-1", "ap-southeast-1"],
  globalResourceDeployFromRegion: "us-east-1",
  state: {
    tfBackendConfigPrefix: "tagform",
    buildRegion: "us-east-1",
    layout: "central",
    locks: ["s3", "dynamodb"],
  },
  approval: "two-people",
  teams: {
    management,
    "log-archive": logArchive,
    audit,
    "account-factory": accountFactory,
    tooling,
    "research-dev": researchDev,
    "risk-dev": riskDev,
    "research-qa": researchQa,
    "risk-qa": riskQa,
    "research-staging": researchStaging,
    "risk-staging": riskStaging,
    "research-prod": researchProd,
    "risk-prod": riskProd,
  },
} as const satisfies Environment;

/** Every account of the organization, by the name that its cell has: `landing-zone_global/research-dev`. */
export const accounts = environment.teams;
