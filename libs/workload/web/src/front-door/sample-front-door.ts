import type { Construct } from "constructs";

import { FrontDoor } from "./front-door";
import type { FrontDoorConfig } from "./front-door-config";
import type { FrontDoorProps } from "./front-door-props";

export const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d";
export const OTHER_CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/4e5f6a7b";
export const WEB_ACL = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/research/0a1b2c3d-0000";

/** For specs only: a front door with this data. */
export const sampleFrontDoor =
  (config: FrontDoorConfig = {}, props: Partial<Pick<FrontDoorProps, "ipv6" | "deletable">> = {}) =>
  (stack: Construct): FrontDoor =>
    new FrontDoor(stack, "front-door", {
      name: "research-dev-web",
      network: { vpcId: "vpc-1", publicSubnetIds: ["subnet-1", "subnet-2", "subnet-3"] },
      accessLogs: { bucketName: "logs", readiness: { fqn: "aws_s3_bucket_policy.logs" } },
      targetPort: 8080,
      ...props,
      ...config,
    });
