import type { Environment } from "@tagform/workload-catalog";

import { research } from "./research";
import { risk } from "./risk";

// Address plan, so that any two networks can be peered: an environment is a /10 of 10.0.0.0/8 (dev 10.0, qa 10.64,
// staging 10.128, prod 10.192), a team the next free /16 of it, the same one in every environment (research +0,
// risk +1), a Region the next free /20 of that (us-east-1 .0, eu-central-1 .16, ap-southeast-1 .32).
export const environment = {
  name: "prod",
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
  teams: { research, risk },
} as const satisfies Environment;
