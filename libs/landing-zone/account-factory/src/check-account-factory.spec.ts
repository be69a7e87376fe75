import type { Place } from "@tagform/config";

import type { AccountFactoryConfig } from "./account-factory-config";
import { accountFactory } from "./account-factory-kind";
import { accountFactoryConfig, ENTERPRISE, HCP, WHOLE } from "./fixtures/account-factory";

const PLACE: Place = { scope: "us-east-1", accountId: "888888888888" };
const issues = (overrides: Partial<AccountFactoryConfig>, place: Place = PLACE): string[] =>
  accountFactory
    .check("factory", accountFactoryConfig(overrides), place)
    .map(({ path, message }) => `${path}: ${message}`);

test.each(Object.entries(WHOLE))("no issue: %s", (_, config) => {
  expect(accountFactory.check("factory", config, PLACE)).toEqual([]);
});

test("OpenTofu is refused with what AFT supports", () => {
  expect(issues({ terraform: { distribution: "tofu" as "oss", version: "1.10.0" } })).toEqual([
    'factory.terraform.distribution: must be one of oss, tfc, tfe, got "tofu": AFT 1.20.1 supports Terraform, ' +
      "HCP Terraform and Terraform Enterprise, and no OpenTofu",
  ]);
});

test.each<[version: string, fine: boolean]>([
  ["1.6.1", true],
  ["1.6.2", true],
  ["1.11.4", true],
  ["2.0.0", true],
  ["1.6.0", false],
  ["1.5.7", false],
  ["0.15.5", false],
  ["1.11", false],
  [">= 1.6.1", false],
])("Terraform %s is one that AFT runs: %s", (version, fine) => {
  const found = issues({ terraform: { distribution: "oss", version } });
  expect(found).toEqual(
    fine ? [] : [`factory.terraform.version: must be an exact version from 1.6.1, got "${version}"`],
  );
});

test("states are not replicated to where they are", () => {
  expect(
    issues({ terraform: { distribution: "oss", version: "1.6.1", replicaRegion: "us-east-1" } }),
  ).toEqual([
    "factory.terraform.replicaRegion: must be another Region than Control Tower's us-east-1, in which the states are",
  ]);
});

test("an organization of Terraform needs its name, its endpoint and a token that only management keeps", () => {
  const tokenSecretArn = "arn:aws:secretsmanager:us-east-1:555555555555:secret:token-a1b2c3";
  expect(issues({ terraform: { ...HCP, organizationName: " ", tokenSecretArn } as typeof HCP })).toEqual([
    "factory.terraform.organizationName: must name the organization, got an empty text",
    "factory.terraform.tokenSecretArn: must be the ARN of a secret of the management account 888888888888, " +
      `got "${tokenSecretArn}"`,
  ]);
  expect(
    issues({ terraform: { ...ENTERPRISE, apiEndpoint: "terraform.example.com" } as typeof HCP }),
  ).toEqual([
    'factory.terraform.apiEndpoint: must begin with https:// and a host, got "terraform.example.com"',
  ]);
});

test("AFT is deployed from the management account, and has an account of its own", () => {
  const { organization } = accountFactoryConfig();
  const accounts = { ...organization.accounts, accountFactory: "101010101010" };
  const place = { scope: "eu-central-1", accountId: "121212121212" };
  expect(issues({ organization: { ...organization, accounts } }, place)).toEqual([
    'factory.organization.homeRegion: must be the Region of the cell, because AFT is deployed where Control Tower is, got "us-east-1" in a cell of eu-central-1',
    "factory.organization.accounts: must be four accounts: AFT has one of its own, which is neither management, log archive nor audit",
    'factory.organization.accounts.management: must be the account of the cell, because AFT is deployed from there, got "888888888888" in a cell of 121212121212',
  ]);
});

const NAMES = [
  ...["accountRequest", "globalCustomizations", "accountCustomizations"],
  "accountProvisioningCustomizations",
];

describe("repositories", () => {
  const { repositories } = accountFactoryConfig();
  const found = (overrides: object): string[] => issues({ repositories: { ...repositories, ...overrides } });

  test("have an owner, but for CodeCommit, which asks for a reason", () => {
    expect(found({ accountRequest: { name: "aft-account-request", branch: "" } })).toEqual([
      'factory.repositories.accountRequest.name: must be like example/aft-account-request, the owner first, got "aft-account-request"',
      "factory.repositories.accountRequest.branch: must name a branch, got an empty text: leave it out for main",
    ]);
    expect(found({ host: "codecommit", existingCustomer: { reason: "" } })).toEqual([
      "factory.repositories.existingCustomer.reason: must say since when CodeCommit is used: it takes no new customers",
      ...NAMES.map((name): unknown =>
        expect.stringContaining(`${name}.name: must be like aft-account-request`),
      ),
    ]);
  });

  test("are four, on a host that AFT knows", () => {
    expect(found({ globalCustomizations: repositories.accountRequest })).toEqual([
      "factory.repositories: must be four repositories: AFT runs each for another purpose",
    ]);
    expect(found({ host: "gitea" })).toEqual([
      "factory.repositories.host: must be one of github, githubenterprise, gitlab, gitlabselfmanaged, bitbucket, " +
        'azuredevops, codecommit, got "gitea"',
    ]);
    expect(found({ host: "gitlabselfmanaged", url: "gitlab.example.com" })).toEqual([
      'factory.repositories.url: must begin with https:// and a host, got "gitlab.example.com"',
    ]);
  });
});

test("numbers are those that AFT takes, all told at once", () => {
  expect(
    issues({
      network: { kind: "existing", vpcId: "my-vpc", privateSubnetIds: [] },
      limits: { concurrentAccounts: 0, buildTimeoutMinutes: 481, buildComputeType: "LARGE" },
      retention: { logDays: 1096 as 1, backupDays: 36_501, pipelineDays: 1.5 },
      framework: { repositoryUrl: "git.example.com", tag: "1.20.1" },
    }),
  ).toEqual([
    'factory.network.vpcId: must be like vpc-0a1b2c3d, got "my-vpc"',
    "factory.network.privateSubnetIds: must name the subnets that AFT runs in",
    "factory.limits.concurrentAccounts: must be a whole number from 1, got 0",
    "factory.limits.buildTimeoutMinutes: must be a whole number from 5 to 480, got 481",
    'factory.limits.buildComputeType: must be like BUILD_GENERAL1_MEDIUM, got "LARGE"',
    expect.stringMatching(/^factory\.retention\.logDays: must be one of 1, 3, .*, got 1096/),
    "factory.retention.pipelineDays: must be a whole number from 1, got 1.5",
    "factory.retention.backupDays: must be a whole number from 1 to 36500, got 36501",
    'factory.framework.repositoryUrl: must begin with https:// and a host, got "git.example.com"',
  ]);
});

test("the addresses of AFT's own VPC are checked with all others", () => {
  const [own] = Object.values(WHOLE);
  expect(own === undefined ? [] : accountFactory.addressRanges?.("factory", own)).toEqual([
    { path: "factory.network.cidr", cidr: "192.168.0.0/22" },
  ]);
  expect(accountFactory.addressRanges?.("factory", accountFactoryConfig())).toEqual([]);
});
