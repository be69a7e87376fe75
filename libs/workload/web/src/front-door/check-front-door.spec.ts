import { checkFrontDoor } from "./check-front-door";
import type { FrontDoorConfig } from "./front-door-config";

const issues = (config: FrontDoorConfig) =>
  checkFrontDoor("web.frontDoor", config).map(({ path, message }) => `${path}: ${message}`);

test.each<FrontDoorConfig>([
  {},
  { certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d" },
])("%j has no issue", (config) => {
  expect(issues(config)).toEqual([]);
});

test("a certificate that ACM does not hold is an issue", () => {
  expect(issues({ certificateArn: "arn:aws:iam::111122223333:server-certificate/x" })).toEqual([
    'web.frontDoor.certificateArn: must be the ARN of an ACM certificate, got "arn:aws:iam::111122223333:server-certificate/x"',
  ]);
});
