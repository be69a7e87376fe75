import { check, type Issue } from "@tagform/outcome";

import type { FrontDoorConfig } from "./front-door-config";

const CERTIFICATE_ARN = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/;

export function checkFrontDoor(path: string, { certificateArn }: FrontDoorConfig): Issue[] {
  return check(
    certificateArn === undefined || CERTIFICATE_ARN.test(certificateArn),
    `${path}.certificateArn`,
    `must be the ARN of an ACM certificate, got "${certificateArn}"`,
  );
}
