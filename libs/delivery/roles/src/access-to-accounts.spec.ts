import { ask, evaluate, mayAssume } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { AccessTable, type Row, TOOLING, type Who } from "./fixtures/principals";

const table = new AccessTable(synthStack);

type SessionTags = Readonly<Record<string, string>>;

describe("who enters an account", () => {
  const session = (environment: string, team: string): SessionTags => ({
    environment,
    scope: "us-east-1",
    team,
    tag: `${environment}_us-east-1/${team}/1.0`,
    commit: "0123456789abcdef0123456789abcdef01234567",
  });

  test.each<readonly [Who, Who, SessionTags, "yes" | "no"]>([
    ["dev plan", "InfraPlanRole of dev research", session("dev", "research"), "yes"],
    ["dev apply", "InfraBuildRole of dev research", session("dev", "research"), "yes"],
    ["dev apply", "InfraBuildRole of dev risk", session("dev", "risk"), "yes"],
    ["prod apply", "InfraBuildRole of prod research", session("prod", "research"), "yes"],
    ["tooling apply", "InfraBuildRole of tooling", session("tooling", "pipelines"), "yes"],
    ["dev source", "InfraPlanRole of dev research", session("dev", "research"), "no"],
    ["dev source", "InfraBuildRole of dev research", session("dev", "research"), "no"],
    ["dev verify", "InfraPlanRole of dev research", session("dev", "research"), "no"],
    ["dev record", "InfraPlanRole of dev research", session("dev", "research"), "no"],
    ["dev plan", "InfraBuildRole of dev research", session("dev", "research"), "no"],
    ["dev apply", "InfraPlanRole of dev research", session("dev", "research"), "no"],
    ["dev apply", "InfraBuildRole of prod research", session("prod", "research"), "no"],
    ["dev plan", "InfraPlanRole of prod research", session("prod", "research"), "no"],
    ["prod apply", "InfraBuildRole of dev research", session("dev", "research"), "no"],
    ["dev apply", "InfraBuildRole of tooling", session("tooling", "pipelines"), "no"],
    ["stranger", "InfraBuildRole of dev research", session("dev", "research"), "no"],
    ["InfraPlanRole of dev research", "InfraBuildRole of dev research", session("dev", "research"), "no"],
    ["InfraBuildRole of dev research", "InfraBuildRole of dev risk", session("dev", "risk"), "no"],
  ])("%s assumes %s with %j: %s", (who, role, tags, answer) => {
    expect(mayAssume(table.principal(who), table.principal(role), { name: "INFRA_BUILD", tags })).toBe(
      answer === "yes",
    );
  });

  const full = session("dev", "research");
  const mayApply = (tags: SessionTags, name = "INFRA_BUILD"): boolean =>
    mayAssume(table.principal("dev apply"), table.principal("InfraBuildRole of dev research"), {
      name,
      tags,
    });

  test.each(Object.keys(full))("a session without the tag %s is refused", (missing) => {
    expect(mayApply(Object.fromEntries(Object.entries(full).filter(([key]) => key !== missing)))).toBe(false);
    expect(mayApply({ ...full, [missing]: "" })).toBe(false);
  });

  test.each<[string, SessionTags]>([
    ["another environment's tag", { ...full, tag: "prod_us-east-1/research/1.0" }],
    ["an environment whose name begins alike", { ...full, tag: "devops_us-east-1/research/1.0" }],
    ["another team's tag", { ...full, tag: "dev_us-east-1/risk/1.0" }],
    ["another team", { ...full, team: "risk" }],
    ["a short commit", { ...full, commit: "0123456" }],
    ["a tag that nobody knows", { ...full, admin: "yes" }],
  ])("a session for %s is refused", (_, tags) => {
    expect(mayApply(tags)).toBe(false);
  });

  test("a session is called INFRA_BUILD", () => {
    expect(mayApply(full)).toBe(true);
    expect(mayApply(full, "me")).toBe(false);
  });

  test("CodeBuild runs a step's own project as its role, and no other project", () => {
    const project = (name: string, accountId = TOOLING) =>
      `arn:aws:codebuild:us-east-1:${accountId}:project/${name}`;
    const { arn: resource, trust } = table.principal("dev apply");
    const mayRun = (projectArn: string): boolean => {
      const caller = { service: "codebuild.amazonaws.com" };
      const context = { "aws:SourceArn": projectArn, "aws:SourceAccount": projectArn.split(":")[4] ?? "" };
      const request = { caller, action: "sts:AssumeRole", resource, context };
      return evaluate(request, { resource: trust }).decision === "allowed";
    };
    expect(mayRun(project("tagform-dev-apply"))).toBe(true);
    expect(mayRun(project("tagform-dev-plan"))).toBe(false);
    expect(mayRun(project("tagform-dev-apply", "444444444444"))).toBe(false);
  });
});

describe("what a role does in an account", () => {
  const iam = (name: string) => `arn:aws:iam::111111111111:${name}`;
  const build: Who = "InfraBuildRole of dev research";
  const plan: Who = "InfraPlanRole of dev research";
  const image = "arn:aws:ssm:us-east-1::parameter/aws/service/ami";

  test.each<Row>([
    [build, "ec2:CreateVpc", "arn:aws:ec2:us-east-1:111111111111:vpc/*", "yes"],
    [build, "ssm:GetParameter", image, "yes"],
    [build, "iam:CreateServiceLinkedRole", iam("role/aws-service-role/autoscaling"), "yes"],
    [build, "iam:GetRole", iam("role/InfraBuildRole"), "yes"],
    [build, "iam:PutRolePolicy", iam("role/InfraBuildRole"), "no"],
    [build, "iam:UpdateAssumeRolePolicy", iam("role/InfraPlanRole"), "no"],
    [build, "iam:DeleteRolePermissionsBoundary", iam("role/InfraBuildRole"), "no"],
    [build, "iam:DeleteRolePermissionsBoundary", iam("role/web"), "no"],
    [build, "iam:CreatePolicyVersion", iam("policy/InfraBoundary"), "no"],
    [build, "iam:PassRole", iam("role/OrganizationAccountAccessRole"), "no"],
    [build, "iam:PassRole", iam("role/InfraBuildRole"), "no"],
    [build, "iam:PassRole", iam("role/research-dev-web"), "yes"],
    [build, "iam:CreateUser", iam("user/me"), "no"],
    [build, "iam:CreateAccessKey", iam("user/me"), "no"],
    [build, "iam:AddUserToGroup", iam("group/admins"), "no"],
    [build, "iam:CreateAccountAlias", "*", "no"],
    [build, "s3:PutAccountPublicAccessBlock", "*", "no"],
    [build, "organizations:LeaveOrganization", "*", "no"],
    [build, "account:DisableRegion", "*", "no"],
    [build, "lambda:CreateFunction", "*", "no"],
    ["InfraBuildRole of tooling", "cloudtrail:StopLogging", trail("deliveries"), "yes"],
    ["InfraBuildRole of tooling", "cloudtrail:StopLogging", trail("organization"), "no"],
    [plan, "ec2:DescribeVpcs", "*", "yes"],
    [plan, "iam:GetRole", iam("role/research-dev-web"), "yes"],
    [plan, "ssm:GetParameter", image, "yes"],
    [plan, "s3:GetBucketPolicy", "arn:aws:s3:::research-logs", "yes"],
    [plan, "s3:GetObject", "arn:aws:s3:::research-logs/today", "no"],
    [plan, "dynamodb:Query", "*", "no"],
    [plan, "sqs:ReceiveMessage", "*", "no"],
    [plan, "logs:FilterLogEvents", "*", "no"],
    [plan, "secretsmanager:GetSecretValue", "*", "no"],
    [plan, "ec2:CreateVpc", "*", "no"],
    [plan, "iam:CreateRole", iam("role/mine"), "no"],
  ])("%s: %s on %s: %s", (who, action, on, answer) => {
    expect(table.answerOf(who, action, on)).toBe(answer);
  });

  test("a role that a deployment makes or changes has the boundary", () => {
    const make = (action: string, boundary?: string) => {
      const context = boundary === undefined ? {} : { "iam:PermissionsBoundary": boundary };
      const request = { action, resource: iam("role/web"), context };
      return ask(table.principal(build), request).decision;
    };
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]) {
      expect(make(action, iam("policy/InfraBoundary"))).toBe("allowed");
      expect(make(action, iam("policy/Wider"))).toBe("denied explicitly");
      expect(make(action)).toBe("denied explicitly");
    }
  });
});

function trail(name: string): string {
  return `arn:aws:cloudtrail:us-east-1:${TOOLING}:trail/${name}`;
}
