import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { synthStack } from "@tagform/testing";

import { checkWorkloadRole } from "./check-workload-role";
import { WorkloadRole } from "./workload-role";
import type { WorkloadRoleConfig } from "./workload-role-config";

const config: WorkloadRoleConfig = {
  kind: "workload-role",
  perRegion: true,
  regions: ["us-east-1", "ap-southeast-1"],
};

const role = (overrides: Partial<WorkloadRoleConfig> = {}) =>
  synthStack(
    (stack) =>
      new WorkloadRole(stack, "instance", {
        name: "instance",
        cell: { environment: "dev", scope: "global", team: "research" },
        region: "us-east-1",
        accountId: "111122223333",
        partition: "aws",
        tags: {},
        config: { ...config, ...overrides },
      }),
  );

const names = (overrides: Partial<WorkloadRoleConfig>) =>
  role(overrides)
    .all(IamRole)
    .map(({ name }) => name);

test("a role per Region limits a mistake to one Region", () => {
  expect(names({ perRegion: true })).toEqual(["research-dev-instance-use1", "research-dev-instance-apse1"]);
});

test("one role may serve all Regions", () => {
  expect(names({ perRegion: false })).toEqual(["research-dev-instance"]);
});

test("versions exist side by side, so that a Region can move forward and back", () => {
  expect(names({ perRegion: false, versions: [1, 2] })).toEqual([
    "research-dev-instance-v1",
    "research-dev-instance-v2",
  ]);
});

test("permissions end at the role's Regions, metrics and parameters", () => {
  const [, permissions] = role({ regions: ["eu-central-1"] }).all(DataAwsIamPolicyDocument);
  expect(permissions).toMatchObject({
    statement: [
      { condition: [{ variable: "aws:RequestedRegion", values: ["eu-central-1"] }] },
      {
        actions: ["cloudwatch:PutMetricData"],
        condition: [
          { variable: "cloudwatch:namespace", values: ["research/instance"] },
          { variable: "aws:RequestedRegion", values: ["eu-central-1"] },
        ],
      },
      { resources: ["arn:aws:ssm:eu-central-1:111122223333:parameter/research/instance/*"] },
    ],
  });
});

test("a Region or version named twice is an issue", () => {
  const regions = ["us-east-1", "us-east-1"] as const;
  expect(checkWorkloadRole("roles", { ...config, regions: [...regions], versions: [1, 1] })).toEqual([
    { path: "roles.regions", message: "must name each Region once, got us-east-1, us-east-1" },
    { path: "roles.versions", message: "must name each version once, got 1, 1" },
  ]);
});
