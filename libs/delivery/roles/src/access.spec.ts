import { ROLE_STEPS, type RoleStep, stepRoleName } from "@tagform/deployment";
import {
  type AccessRequest,
  ask,
  evaluate,
  mayAssume,
  type PolicyDocument,
  type PrincipalRole,
  synthesizedRoles,
} from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { AccountRoles } from "./account-roles";
import { ACCOUNT_ROLES, type AccountName, ACCOUNTS, STEP_ROLES } from "./fixtures/organization";
import readOnlyAccess from "./fixtures/read-only-access.json";
import { StepRoles } from "./step-roles";

/** Anybody of whom the tables ask. */
type Who =
  | `${"dev" | "prod" | "tooling"} ${RoleStep}`
  | `${"InfraBuildRole" | "InfraPlanRole"} of ${Exclude<AccountName, "stranger">}`
  | "stranger";

/** Somebody in another account who named a role as ours and may do everything there. */
const STRANGER: PrincipalRole = {
  arn: `arn:aws:iam::${ACCOUNTS.stranger.accountId}:role/tagform/${stepRoleName("dev", "apply")}`,
  trust: { Version: "2012-10-17", Statement: [] },
  identity: [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }],
  boundary: undefined,
};

const PRINCIPALS = principals();

function principals(): ReadonlyMap<string, PrincipalRole> {
  const all = new Map<string, PrincipalRole>([["stranger", STRANGER]]);
  const boundaries = new Map<string, PolicyDocument | undefined>();
  for (const props of ACCOUNT_ROLES) {
    const { json } = synthStack((stack) => new AccountRoles(stack, "roles", props));
    const { roles, policy } = synthesizedRoles(json);
    const { accountId } = props.account;
    const account = Object.entries(ACCOUNTS).find(([, each]) => each.accountId === accountId)?.[0] ?? "";
    boundaries.set(accountId, policy);
    for (const { name, trust, identity, attached, boundary } of roles) {
      all.set(`${name} of ${account}`, {
        arn: `arn:aws:iam::${accountId}:role/${name}`,
        trust,
        identity: [...identity, ...attached.map(() => readOnlyAccess as PolicyDocument)],
        boundary: boundary === undefined ? undefined : policy,
      });
    }
  }
  for (const props of STEP_ROLES) {
    const { json } = synthStack((stack) => new StepRoles(stack, "roles", props));
    for (const { name, trust, identity, boundary } of synthesizedRoles(json).roles) {
      const { accountId } = props.tooling;
      all.set(name.replace(`tagform-${props.environment}-`, `${props.environment} `), {
        arn: `arn:aws:iam::${accountId}:role/tagform/${name}`,
        trust,
        identity,
        boundary: boundary === undefined ? undefined : boundaries.get(accountId),
      });
    }
  }
  return all;
}

function principal(who: Who): PrincipalRole {
  const found = PRINCIPALS.get(who);
  if (found === undefined)
    throw new Error(`nobody is called ${who}, only ${[...PRINCIPALS.keys()].join(", ")}`);
  return found;
}

type SessionTags = Readonly<Record<string, string>>;

type Row = readonly [who: Who, action: string, on: string, answer: "yes" | "no"];

const TOOLING = "999999999999";

/** A key leaves it to IAM of its account. */
const KEY: PolicyDocument = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "kms:*", Resource: "*", Principal: { AWS: TOOLING } },
};

/** The table has short names for what is in the tooling account; an ARN stands for itself. */
function answerOf(who: Who, action: string, on: string): "yes" | "no" {
  const { policy, ...request } = subject(on);
  return ask(principal(who), { action, ...request }, policy).decision === "allowed" ? "yes" : "no";
}

function subject(on: string): Omit<AccessRequest, "caller" | "action"> & { policy?: PolicyDocument } {
  const [kind = "", name = "", service = "s3"] = on.split(" ");
  const resourceAccount = TOOLING;
  switch (kind) {
    case "s3":
      return { resource: `arn:aws:s3:::${name}`, resourceAccount };
    case "item": {
      const table = `acme-lock-${/^acme-([a-z]+)/.exec(name)?.[1] ?? ""}`;
      const resource = `arn:aws:dynamodb:us-east-1:${TOOLING}:table/${table}`;
      return { resource, context: { "dynamodb:LeadingKeys": [name] } };
    }
    case "key": {
      const context = {
        "kms:ViaService": `${service}.us-east-1.amazonaws.com`,
        "kms:EncryptionContext:aws:s3:arn": `arn:aws:s3:::acme-${name}`,
      };
      return { resource: `arn:aws:kms:us-east-1:${TOOLING}:key/${name}`, context, policy: KEY };
    }
    default:
      return { resource: on };
  }
}

const STATE = "acme-dev/research/dev-us-east-1/terraform.tfstate";
const PROD_STATE = "acme-prod/research/prod-us-east-1/terraform.tfstate";

describe("states and their locks", () => {
  test.each<Row>([
    ["dev plan", "s3:GetObject", `s3 ${STATE}`, "yes"],
    ["dev plan", "s3:GetObject", "s3 acme-dev/research/dev-global/terraform.tfstate", "yes"],
    ["dev plan", "s3:PutObject", `s3 ${STATE}`, "no"],
    ["dev plan", "s3:PutObject", `s3 ${STATE}.tflock`, "yes"],
    ["dev plan", "s3:DeleteObject", `s3 ${STATE}.tflock`, "yes"],
    ["dev plan", "s3:GetObject", "s3 acme-dev/research/dev-eu-west-1/terraform.tfstate", "no"],
    ["dev plan", "s3:GetObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["dev plan", "dynamodb:PutItem", `item ${STATE}`, "yes"],
    ["dev plan", "dynamodb:DeleteItem", `item ${STATE}`, "yes"],
    ["dev plan", "dynamodb:GetItem", `item ${STATE}-md5`, "yes"],
    ["dev plan", "dynamodb:PutItem", `item ${STATE}-md5`, "no"],
    ["dev plan", "dynamodb:DeleteItem", `item ${STATE}-md5`, "no"],
    ["dev plan", "kms:Decrypt", "key state-dev s3", "yes"],
    ["dev plan", "kms:Decrypt", "key state-dev dynamodb", "yes"],
    ["dev plan", "kms:Decrypt", "key state-dev secretsmanager", "no"],
    ["dev plan", "kms:Decrypt", "key state-prod s3", "no"],
    ["dev apply", "s3:PutObject", `s3 ${STATE}`, "yes"],
    ["dev apply", "s3:DeleteObject", `s3 ${STATE}`, "no"],
    ["dev apply", "s3:DeleteObject", `s3 ${STATE}.tflock`, "yes"],
    ["dev apply", "dynamodb:PutItem", `item ${STATE}-md5`, "yes"],
    ["dev apply", "dynamodb:DeleteItem", `item ${STATE}-md5`, "no"],
    ["dev apply", "s3:GetObject", `s3 ${PROD_STATE}`, "no"],
    ["dev apply", "s3:PutObject", `s3 ${PROD_STATE}`, "no"],
    ["dev apply", "s3:ListBucket", "s3 acme-prod", "no"],
    ["dev apply", "dynamodb:PutItem", `item ${PROD_STATE}`, "no"],
    ["prod apply", "s3:PutObject", `s3 ${PROD_STATE}`, "yes"],
    ["prod apply", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev source", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev verify", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev record", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["dev record", "s3:PutObject", `s3 ${STATE}`, "no"],
    ["dev record", "s3:PutObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "yes"],
    ["dev record", "s3:DeleteObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["dev record", "s3:PutObject", "s3 acme-dev/_latest/dev_us-east-1/research/now", "yes"],
    ["dev record", "s3:DeleteObject", "s3 acme-dev/_latest/dev_us-east-1/research/now", "yes"],
    ["dev plan", "s3:PutObject", "s3 acme-dev/_latest/dev_us-east-1/research/now", "no"],
    ["dev apply", "s3:GetObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "yes"],
    ["dev apply", "s3:PutObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["dev source", "s3:GetObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "yes"],
    ["dev source", "s3:PutObject", "s3 acme-dev/research/dev-us-east-1/records/1.json", "no"],
    ["InfraBuildRole of dev research", "s3:GetObject", `s3 ${STATE}`, "no"],
    ["InfraBuildRole of tooling", "s3:GetObject", `s3 ${PROD_STATE}`, "no"],
    ["InfraBuildRole of tooling", "s3:PutObject", `s3 ${PROD_STATE}.tflock`, "no"],
    ["InfraBuildRole of tooling", "s3:PutBucketPolicy", "s3 acme-prod", "yes"],
    ["stranger", "s3:GetObject", `s3 ${STATE}`, "no"],
  ])("%s: %s on %s: %s", (who, action, on, answer) => {
    expect(answerOf(who, action, on)).toBe(answer);
  });

  const everybody: Who[] = [
    ...(["dev", "prod", "tooling"] as const).flatMap((name) =>
      ROLE_STEPS.map((step): Who => `${name} ${step}`),
    ),
    "InfraBuildRole of tooling",
    "InfraBuildRole of dev research",
    "InfraPlanRole of tooling",
    "stranger",
  ];
  test.each(everybody)("%s deletes no state bucket, no state and no version of one", (who) => {
    expect(answerOf(who, "s3:DeleteBucket", "s3 acme-dev")).toBe("no");
    expect(answerOf(who, "s3:DeleteObject", `s3 ${STATE}`)).toBe("no");
    expect(answerOf(who, "s3:DeleteObjectVersion", `s3 ${STATE}`)).toBe("no");
    expect(answerOf(who, "s3:DeleteObjectVersion", `s3 ${STATE}.tflock`)).toBe("no");
  });

  test("a request for items that names none is none for locks", () => {
    const resource = `arn:aws:dynamodb:us-east-1:${TOOLING}:table/acme-lock-dev`;
    expect(ask(principal("dev plan"), { action: "dynamodb:PutItem", resource }).decision).toBe(
      "denied implicitly",
    );
  });
});

describe("what the steps hand over", () => {
  test.each<Row>([
    ["dev source", "codecommit:GitPull", `arn:aws:codecommit:us-east-1:${TOOLING}:infrastructure`, "yes"],
    ["dev plan", "codecommit:GitPull", `arn:aws:codecommit:us-east-1:${TOOLING}:infrastructure`, "no"],
    ["dev source", "s3:PutObject", "s3 acme-commits-dev/tag.zip", "yes"],
    ["dev source", "s3:PutObject", "s3 acme-commits-prod/tag.zip", "no"],
    ["dev verify", "s3:GetObject", "s3 acme-artifacts-dev/commit", "yes"],
    ["dev verify", "s3:PutObject", "s3 acme-commits-dev/tag.zip", "no"],
    ["dev plan", "s3:PutObject", "s3 acme-plans-dev/bundle", "yes"],
    ["dev plan", "s3:GetObject", "s3 acme-plans-dev/bundle", "no"],
    ["dev plan", "kms:Decrypt", "key plans-dev", "no"],
    ["dev plan", "kms:Sign", "key seal-dev", "yes"],
    ["dev apply", "s3:GetObject", "s3 acme-plans-dev/bundle", "yes"],
    ["dev apply", "s3:PutObject", "s3 acme-plans-dev/bundle", "no"],
    ["dev apply", "kms:Decrypt", "key plans-dev", "yes"],
    ["dev apply", "kms:Verify", "key seal-dev", "yes"],
    ["dev apply", "kms:Sign", "key seal-dev", "no"],
    ["dev verify", "s3:GetObject", "s3 acme-plans-dev/bundle", "no"],
    ["dev record", "s3:GetObject", "s3 acme-plans-dev/bundle", "no"],
    ["prod apply", "s3:GetObject", "s3 acme-plans-dev/bundle", "no"],
    ["dev plan", "logs:PutLogEvents", log("tagform-dev-plan"), "yes"],
    ["dev plan", "logs:PutLogEvents", log("tagform-dev-apply"), "no"],
    ["dev plan", "iam:CreateRole", `arn:aws:iam::${TOOLING}:role/mine`, "no"],
  ])("%s: %s on %s: %s", (who, action, on, answer) => {
    expect(answerOf(who, action, on)).toBe(answer);
  });
});

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
    expect(mayAssume(principal(who), principal(role), { name: "INFRA_BUILD", tags })).toBe(answer === "yes");
  });

  const full = session("dev", "research");
  const mayApply = (tags: SessionTags, name = "INFRA_BUILD"): boolean =>
    mayAssume(principal("dev apply"), principal("InfraBuildRole of dev research"), { name, tags });

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
    const { arn: resource, trust } = principal("dev apply");
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
    expect(answerOf(who, action, on)).toBe(answer);
  });

  test("a role that a deployment makes or changes has the boundary", () => {
    const make = (action: string, boundary?: string) => {
      const context = boundary === undefined ? {} : { "iam:PermissionsBoundary": boundary };
      const request = { action, resource: iam("role/web"), context };
      return ask(principal(build), request).decision;
    };
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]) {
      expect(make(action, iam("policy/InfraBoundary"))).toBe("allowed");
      expect(make(action, iam("policy/Wider"))).toBe("denied explicitly");
      expect(make(action)).toBe("denied explicitly");
    }
  });
});

function log(project: string): string {
  return `arn:aws:logs:us-east-1:${TOOLING}:log-group:/aws/codebuild/${project}:log-stream:1`;
}

function trail(name: string): string {
  return `arn:aws:cloudtrail:us-east-1:${TOOLING}:trail/${name}`;
}
