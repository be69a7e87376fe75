import type { Region } from "@tagform/deployment";

import type { AccountBaselineConfig } from "./account-baseline-config";
import type { BudgetConfig } from "./budget-config";
import { checkAccountBaseline } from "./check-account-baseline";
import type { ConfigRecorderConfig } from "./config-recorder-config";
import { CONFIG, FULL } from "./fixtures/baseline";

const issues = (overrides: Partial<AccountBaselineConfig>, accountId = "012345678901") =>
  checkAccountBaseline("w", { ...CONFIG, ...overrides }, { accountId }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test("good data has no issue", () => {
  expect(issues({})).toEqual([]);
  expect(issues(FULL)).toEqual([]);
});

const governing = (governedRegions: readonly Region[]) => ({
  organization: { ...CONFIG.organization, governedRegions },
});

test("Regions are named once, governed, and said to be on where they are off in a new account", () => {
  expect(issues({ regions: ["us-east-1", "us-east-1", "me-south-1", "us-esat-1" as "us-east-1"] })).toEqual([
    'w.regions.1: "us-east-1" is named twice: remove one',
    'w.regions.2: the organization governs only us-east-1, eu-central-1, got "me-south-1": add it there first',
    "w.regions.2: me-south-1 is off in a new account: switch it on there, then name it in optInRegions too",
    'w.regions.3: is no Region: "us-esat-1"',
  ]);
  expect(issues({ ...governing(["me-south-1"]), optInRegions: ["me-south-1"] })).toEqual([]);
  expect(issues({ regions: [], optInRegions: ["me-south-1"] })).toEqual([
    "w.regions: names no Region: name those in which anything may be",
    'w.optInRegions.0: "me-south-1" is none of the account\'s Regions: remove it',
  ]);
});

test("who records is decided by who governs the account", () => {
  const unexplained: ConfigRecorderConfig = { bucketName: "acme-config", globalTypesIn: "us-east-1" };
  const management = "888888888888";
  const alone = { organization: { ...CONFIG.organization, vending: "organizations" as const } };
  expect(issues({ ...alone, recorder: unexplained })).toEqual([]);
  expect(issues({ ...alone, recorder: "control-tower" })).toEqual([
    "w.recorder: Control Tower governs no account, so nobody would record: name the bucket of the log archive",
  ]);
  expect(issues({ recorder: unexplained }, management)).toEqual([]);
  expect(issues({ recorder: "control-tower" }, management)).toEqual([
    "w.recorder: Control Tower does not record in the management account, so nobody would record: name the bucket of the log archive",
  ]);
  expect(issues({ recorder: unexplained })).toEqual([
    'w.recorder.ungoverned.reason: must say why Control Tower does not govern the account; where it does, AWS takes no second recorder: say "control-tower"',
  ]);
});

test("a contact has a name, a title, an address and a number that AWS takes", () => {
  const bad = { name: " ", title: "t".repeat(51), email: "ops@", phone: "call me" };
  expect(issues({ contacts: { ...CONFIG.contacts, security: bad } })).toEqual([
    'w.contacts.security.name: must have 1 to 64 characters, got " "',
    expect.stringMatching(/^w\.contacts\.security\.title: must have 1 to 50 characters, got "t+"$/),
    'w.contacts.security.email: must be a mail address of at most 254 characters, got "ops@"',
    'w.contacts.security.phone: must be a number such as +1 555 0100, of digits, spaces and + - ( ), at most 25 characters, got "call me"',
  ]);
});

test("a budget has an amount, a currency, thresholds that differ, and somebody who is told", () => {
  const account: BudgetConfig = {
    amount: 0,
    currency: "dollars",
    period: "daily",
    thresholds: [
      { percent: 0, of: "actual" },
      { percent: 100, of: "forecasted" },
      { percent: 100, of: "forecasted" },
    ],
  };
  expect(issues({ budgets: { limits: { account, "a:b": { ...account, ...good } } } })).toEqual([
    "w.budgets.limits.account.amount: must be above 0, got 0",
    'w.budgets.limits.account.currency: must be a currency of three letters such as USD, got "dollars"',
    "w.budgets.limits.account.thresholds.0.percent: must be above 0, 100 for all of the budget, got 0",
    "w.budgets.limits.account.thresholds.1.of: AWS forecasts no single day: compare what was actually spent",
    "w.budgets.limits.account.thresholds.2: is the same as threshold 1: remove one",
    "w.budgets.limits.account.thresholds.2.of: AWS forecasts no single day: compare what was actually spent",
    "w.budgets.limits.account.emails: nobody is told: name a mail address, or a subscriber of all budgets",
    'w.budgets.limits.a:b: budget name "a:b" is malformed, AWS allows all but : and \\, and no "/action/" in it',
    'w.budgets.limits.a:b.emails.1: "costs@example.com" is named twice: remove one',
  ]);
  expect(issues({ budgets: { limits: {} } })).toEqual([
    "w.budgets.limits: has no budget: say what the account may cost, nobody else does",
  ]);
});

const good: Partial<BudgetConfig> = {
  ...{ amount: 1, currency: "EUR", thresholds: [{ percent: 100, of: "actual" }] },
  emails: ["costs@example.com", "costs@example.com"],
};

test("a budget has ten thresholds and ten addresses at most", () => {
  const eleven = Array.from({ length: 11 }, (_, index) => index + 1);
  const account = {
    ...{ amount: 1, currency: "USD" },
    thresholds: eleven.map((percent) => ({ percent, of: "actual" as const })),
    emails: eleven.map((number) => `costs${number}@example.com`),
  };
  expect(issues({ budgets: { limits: { account } } })).toEqual([
    "w.budgets.limits.account.thresholds: must be 1 to 10, got 11",
    "w.budgets.limits.account.emails: must be at most 10, got 11",
  ]);
});

test("a quota is asked for once in a Region, by codes, and of account-wide services in one Region alone", () => {
  const ec2 = { service: "ec2", quota: "L-1216C47A", value: 64, reason: "two releases" };
  expect(
    issues({
      quotas: [
        ec2,
        { ...ec2, value: 128, regions: ["eu-central-1"] },
        { service: "EC2", quota: "vcpus", value: 0, reason: " ", regions: [] },
        { ...ec2, quota: "L-34B43A08", regions: ["us-west-2", "us-esat-1" as "us-east-1"] },
        { service: "iam", quota: "L-FE177D64", value: 2000, reason: "roles", regions: ["eu-central-1"] },
      ],
    }),
  ).toEqual([
    "w.quotas.1: asks for ec2 L-1216C47A in eu-central-1 a second time: remove one",
    'w.quotas.2.service: must be a service\'s code such as ec2, got "EC2"',
    'w.quotas.2.quota: must be a code such as L-1216C47A, got "vcpus"',
    "w.quotas.2.value: must be above 0, got 0",
    "w.quotas.2.reason: must say what it is needed for, got an empty text",
    "w.quotas.2.regions: names no Region: leave it out for all of them, or the request",
    'w.quotas.3.regions.0: must be one of the account\'s Regions, us-east-1, eu-central-1, got "us-west-2"',
    'w.quotas.3.regions.1: is no Region: "us-esat-1"',
    "w.quotas.4.regions.0: quotas of iam are asked for in us-east-1 alone, got eu-central-1",
  ]);
});

test("quotas of an account without us-east-1 may still be asked for where AWS keeps them", () => {
  const iam = { service: "iam", quota: "L-FE177D64", value: 2000, reason: "roles of many workloads" };
  expect(issues({ ...governing(["eu-central-1"]), quotas: [iam] })).toEqual([]);
  expect(issues({ ...governing(["eu-central-1"]), quotas: [{ ...iam, regions: ["us-east-1"] }] })).toEqual(
    [],
  );
});

test("a recorder names a bucket that can exist, and a Region of the account for what all Regions share", () => {
  expect(
    issues({
      recorder: {
        ...{ bucketName: "Logs", prefix: "/a/", keyArn: "alias/logs", globalTypesIn: "us-west-2" },
        ungoverned: { reason: "its unit is not registered" },
      },
    }),
  ).toEqual([
    'w.recorder.bucketName: bucket name "Logs" is malformed, AWS allows a-z, 0-9 and hyphens, no hyphen first or last',
    'w.recorder.prefix: must be a folder without / at either end, got "/a/"',
    'w.recorder.keyArn: must be the ARN of a key or of an alias, got "alias/logs"',
    'w.recorder.globalTypesIn: must be one of the account\'s Regions, us-east-1, eu-central-1, got "us-west-2"',
  ]);
});

test("what is let out says why, and numbers are those that AWS takes", () => {
  expect(
    issues({
      defaultVpcs: {
        kept: { "us-east-1": { reason: "" }, ["us-wets-2" as "us-west-2"]: { reason: "a vendor" } },
      },
      passwords: { minimumLength: 8, maximumAgeDays: 1096, remembered: 0 },
      accessAnalysis: { unusedAfterDays: 366 },
      publicBuckets: { reason: "" },
      metadataHops: 0,
      accountAlias: "123456789012",
    }),
  ).toEqual([
    "w.defaultVpcs.kept.us-east-1.reason: must say who needs the default VPC, got an empty text",
    'w.defaultVpcs.kept.us-wets-2: is no Region: "us-wets-2"',
    "w.passwords.minimumLength: must be a whole number from 14 to 128, got 8",
    "w.passwords.maximumAgeDays: must be a whole number from 0 to 1095, got 1096",
    "w.passwords.remembered: must be a whole number from 1 to 24, got 0",
    "w.accessAnalysis.unusedAfterDays: must be a whole number from 1 to 365, got 366",
    "w.publicBuckets.reason: must say what has to be public, got an empty text",
    "w.metadataHops: must be a whole number from 1 to 64, got 0",
    expect.stringMatching(/^w\.accountAlias: must have 3 to 63 .* got "123456789012"$/),
  ]);
});
