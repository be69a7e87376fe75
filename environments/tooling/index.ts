import type { Environment } from "@tagform/workload-catalog";

import { account } from "./account";
import { deliveryDev } from "./delivery-dev";
import { deliveryLandingZone } from "./delivery-landing-zone";
import { deliveryProd } from "./delivery-prod";
import { deliveryQa } from "./delivery-qa";
import { deliveryStaging } from "./delivery-staging";
import { deliveryTooling } from "./delivery-tooling";
import { rolesAccountFactory } from "./roles-account-factory";
import { rolesAudit } from "./roles-audit";
import { rolesLogArchive } from "./roles-log-archive";
import { rolesManagement } from "./roles-management";
import { stateDev } from "./state-dev";
import { stateLandingZone } from "./state-landing-zone";
import { stateProd } from "./state-prod";
import { stateQa } from "./state-qa";
import { stateStaging } from "./state-staging";
import { stateTooling } from "./state-tooling";

// The platform itself: the team segment of a cell names what is deployed, `tooling_us-east-1/state-dev`.
export const environment = {
  name: "tooling",
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1"],
  globalResourceDeployFromRegion: "us-east-1",
  state: {
    tfBackendConfigPrefix: "tagform",
    buildRegion: "us-east-1",
    layout: "central",
    locks: ["s3", "dynamodb"],
  },
  approval: "always",
  teams: {
    account,
    "roles-management": rolesManagement,
    "roles-log-archive": rolesLogArchive,
    "roles-audit": rolesAudit,
    "roles-account-factory": rolesAccountFactory,
    "delivery-dev": deliveryDev,
    "delivery-qa": deliveryQa,
    "delivery-staging": deliveryStaging,
    "delivery-prod": deliveryProd,
    "delivery-tooling": deliveryTooling,
    "delivery-landing-zone": deliveryLandingZone,
    "state-dev": stateDev,
    "state-qa": stateQa,
    "state-staging": stateStaging,
    "state-prod": stateProd,
    "state-tooling": stateTooling,
    "state-landing-zone": stateLandingZone,
  },
} as const satisfies Environment;
