import { checkDeliveryPipeline } from "./check-delivery-pipeline";
import { CONFIG, TOOLING } from "./fixtures/delivery";

const PLACE = { scope: "us-east-1", accountId: TOOLING };

const issues = (overrides: Readonly<Record<string, unknown>> = {}) =>
  checkDeliveryPipeline("delivery", { ...CONFIG, ...overrides }, PLACE).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test("a delivery from a hosted repository, and one from CodeCommit, are no issue", () => {
  expect(issues()).toEqual([]);
  expect(issues({ repository: { host: "codecommit", repository: "infra" } })).toEqual([]);
  expect(issues({ repository: { ...CONFIG.repository, repository: "group/subgroup/infra" } })).toEqual([]);
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  [
    "environment",
    { environment: "devops" },
    'must be one of dev, qa, staging, prod, tooling, landing-zone, got "devops"',
  ],
  ["teams", { teams: {} }, "names no team: nothing could be delivered"],
  ["teams.risk", { teams: { risk: "11111111111" } }, 'must be 12 digits, got "11111111111"'],
  [
    "scopes",
    { scopes: ["global"] },
    "are for layout regional: with central all share one bucket, remove them",
  ],
  ["scopes", { layout: "regional" }, "names no scope: nothing could be delivered"],
  ["scopes.0", { layout: "regional", scopes: ["us-east-9"] }, 'must be a Region or global, got "us-east-9"'],
  ["scopes.1", { layout: "regional", scopes: ["global", "global"] }, "names global a second time"],
  ["releaseBranch", { releaseBranch: "-f" }, 'must be a branch\'s name such as "main", got "-f"'],
  ["maxRunning", { maxRunning: 51 }, "must be a whole number from 1 to 50, got 51"],
  ["commitRetentionDays", { commitRetentionDays: 7 }, "must be a whole number from 15 to 3650, got 7"],
  ["alarmEmails.0", { alarmEmails: ["ops"] }, 'must be a mail address, got "ops"'],
  [
    "breakGlassRoles.0",
    { breakGlassRoles: ["*"] },
    'must be a role\'s name with its path, such as rescue/state-keeper, got "*"',
  ],
  [
    "deletable.reason",
    { deletable: { reason: " " } },
    "must say why the delivery may be lost, got an empty text",
  ],
])("an issue of %s", (path, overrides, message) => {
  expect(issues(overrides)).toEqual([`delivery.${path}: ${message}`]);
});

test("logs are kept for days that CloudWatch knows", () => {
  expect(issues({ logRetentionDays: 100 })).toEqual([
    expect.stringMatching(/^delivery.logRetentionDays: must be one of 1, 3, .* got 100$/),
  ]);
});

test("the prefix leaves room for the longest name of a bucket", () => {
  expect(issues({ tfBackendConfigPrefix: "a".repeat(50) })).toEqual([
    expect.stringContaining("delivery.tfBackendConfigPrefix: bucket name"),
  ]);
});

test("a connection is one of the account and Region in which builds run", () => {
  const connected = (connectionArn: string) =>
    issues({ repository: { ...CONFIG.repository, connectionArn } });
  expect(connected("arn:aws:iam::999999999999:role/x")).toEqual([
    expect.stringContaining(
      "must be the ARN of a connection such as arn:aws:codeconnections:us-east-1:999999999999:",
    ),
  ]);
  expect(connected("arn:aws:codeconnections:eu-west-1:999999999999:connection/0a1b")).toEqual([
    "delivery.repository.connectionArn: must be a connection of account 999999999999 in us-east-1, where builds run, " +
      "got one of 999999999999 in eu-west-1",
  ]);
});

test("a repository with a host has an organization, and the host is a known one", () => {
  expect(issues({ repository: { ...CONFIG.repository, repository: "infra" } })).toEqual([
    'delivery.repository.repository: must be organization/repository, got "infra"',
  ]);
  expect(issues({ repository: { ...CONFIG.repository, host: "svn" } })).toEqual([
    'delivery.repository.host: must be one of github, gitlab, bitbucket, codecommit, got "svn"',
  ]);
});

test("a network has ids of what it names, each once", () => {
  const vpc = {
    vpcId: "vpc-1",
    subnetIds: [],
    securityGroupIds: ["sg-0123456789abcdef0", "sg-0123456789abcdef0"],
  };
  expect(issues({ vpc })).toEqual([
    'delivery.vpc.vpcId: must be an id such as vpc-0123456789abcdef0, got "vpc-1"',
    "delivery.vpc.subnetIds: must name 1 to 16 of them, got 0",
    "delivery.vpc.securityGroupIds.1: names sg-0123456789abcdef0 a second time",
  ]);
});

test("an organization is named by its id, an account by its own or by what it waits for", () => {
  expect(issues({ organizationId: "o-a1b2c3d4e5", teams: { research: "pending: research-dev" } })).toEqual(
    [],
  );
  expect(issues({ organizationId: "acme", teams: { research: "12" } })).toEqual([
    'delivery.organizationId: must be like o-a1b2c3d4e5, got "acme"',
    'delivery.teams.research: must be 12 digits, got "12"',
  ]);
});

test("the delivery of tooling cannot be deleted: a run of it would delete itself", () => {
  expect(issues({ deletable: { reason: "moved" } })).toEqual([]);
  expect(issues({ environment: "tooling", deletable: { reason: "moved" } })).toEqual([
    "delivery.deletable: the delivery of tooling would delete itself while it runs: leave it out",
  ]);
});
