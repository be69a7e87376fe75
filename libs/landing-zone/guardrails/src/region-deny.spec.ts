import { answerOf } from "./fixtures/judged";
import { sampleOrganization } from "./fixtures/sample-organization";
import { GLOBAL_ACTIONS } from "./region-deny";

const organization = sampleOrganization({
  "Workloads/Dev": {
    regionDeny: {
      reason: "r",
      allowed: ["eu-central-1"],
      exemptActions: ["bedrock:InvokeModel"],
      exemptRoles: ["Auditor*"],
    },
  },
});

test.each<[string, string, string, string]>([
  ["web", "ec2:RunInstances", "eu-central-1", "allowed"],
  ["web", "ec2:RunInstances", "us-east-1", "denied RegionDeny"],
  ["web", "ec2:RunInstances", "me-south-1", "denied RegionDeny"],
  ["web", "lambda:InvokeFunction", "sa-east-1", "denied RegionDeny"],
  // Services whose only endpoint is in us-east-1, and sessions, of which the global endpoint is there too.
  ["web", "iam:CreateRole", "us-east-1", "allowed"],
  ["web", "cloudfront:CreateDistribution", "us-east-1", "allowed"],
  ["web", "route53:ChangeResourceRecordSets", "us-east-1", "allowed"],
  ["web", "acm:RequestCertificate", "us-east-1", "allowed"],
  ["web", "sts:AssumeRole", "us-east-1", "allowed"],
  ["web", "organizations:DescribeOrganization", "us-east-1", "allowed"],
  ["web", "s3:ListAllMyBuckets", "us-east-1", "allowed"],
  ["web", "s3:CreateBucket", "us-east-1", "denied RegionDeny"],
  ["web", "bedrock:InvokeModel", "us-west-2", "allowed"],
  ["web", "bedrock:CreateAgent", "us-west-2", "denied RegionDeny"],
  ["AWSControlTowerExecution", "ec2:DeleteVpc", "sa-east-1", "allowed"],
  ["AWSAFTExecution", "ec2:DeleteVpc", "sa-east-1", "allowed"],
  ["tagform/tagform-dev-apply", "s3:PutObject", "us-east-1", "allowed"],
  ["OrganizationAccountAccessRole", "ec2:TerminateInstances", "sa-east-1", "allowed"],
  ["AuditorReadOnly", "ec2:DescribeInstances", "sa-east-1", "allowed"],
  // Teams deploy as it: a deployment into a forbidden Region is what the guardrail is for.
  ["InfraBuildRole", "ec2:RunInstances", "me-south-1", "denied RegionDeny"],
  ["InfraBuildRole", "iam:CreateRole", "us-east-1", "allowed"],
])("%s may call %s in %s: %s", (role, action, region, expected) => {
  const context = { "aws:RequestedRegion": region };
  expect(answerOf(organization, "Workloads/Dev", role, action, { context })).toBe(expected);
});

test("it is denied in addition to what units above deny", () => {
  const both = sampleOrganization({
    Workloads: { regionDeny: { reason: "r", allowed: ["us-east-1", "eu-central-1"] } },
    "Workloads/Dev": { regionDeny: { reason: "r", allowed: ["eu-central-1", "ap-southeast-1"] } },
  });
  const answers = ["us-east-1", "eu-central-1", "ap-southeast-1"].map((region) =>
    answerOf(both, "Workloads/Dev", "web", "ec2:RunInstances", {
      context: { "aws:RequestedRegion": region },
    }),
  );
  expect(answers).toEqual(["denied RegionDeny", "allowed", "denied RegionDeny"]);
});

test("Control Tower's own Region deny of a unit is judged like one", () => {
  const controlled = sampleOrganization({
    Workloads: {
      controls: { "CT.MULTISERVICE.PV.1": { reason: "r", parameters: { AllowedRegions: ["eu-central-1"] } } },
    },
  });
  expect(answerOf(controlled, "Workloads/Dev", "web", "ec2:RunInstances")).toBe("denied CTMULTISERVICEPV1");
  expect(answerOf(controlled, "Security", "web", "ec2:RunInstances")).toBe("allowed");
});

test("the exemptions are AWS's list, each once", () => {
  expect(new Set(GLOBAL_ACTIONS).size).toBe(GLOBAL_ACTIONS.length);
  expect(GLOBAL_ACTIONS).toHaveLength(86);
  expect(GLOBAL_ACTIONS).toEqual(expect.arrayContaining(["iam:*", "sts:*", "organizations:*", "kms:*"]));
});
