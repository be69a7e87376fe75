import { ORGANIZATION } from "../fixtures/organization";
import { checkLogArchive } from "./check-log-archive";
import type { LogArchiveConfig } from "./log-archive-config";

const archive: LogArchiveConfig = {
  kind: "log-archive",
  organization: ORGANIZATION,
  bucketName: "acme-log-archive",
  deliveries: [{ from: "cloudtrail", trailName: "organization" }, { from: "flow-logs" }],
  retentionDays: 731,
  coldAfterDays: 90,
  objectLock: { mode: "governance", days: 365 },
};

const issues = (overrides: Partial<LogArchiveConfig>, accountId = "999999999999") =>
  checkLogArchive("w", { ...archive, ...overrides }, { scope: "global", accountId }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test("good data has no issue", () => {
  expect(issues({})).toEqual([]);
  const config: LogArchiveConfig["deliveries"] = [{ from: "config" }];
  expect(issues({ deliveries: config, objectLock: undefined, coldAfterDays: undefined } as never)).toEqual(
    [],
  );
});

test("all issues come together, each with what is allowed", () => {
  expect(
    issues({
      bucketName: "Acme",
      deliveries: [
        { from: "cloudtrail", trailName: "a" },
        { from: "elb" as "config" },
        { from: "flow-logs" },
        { from: "flow-logs" },
      ],
      retentionDays: 90,
      coldAfterDays: 30,
      objectLock: { mode: "legal" as "governance", days: 400 },
      deletable: { reason: " " },
    }),
  ).toEqual([
    expect.stringMatching(/^w\.bucketName: bucket name "Acme-logs" is malformed/),
    expect.stringMatching(/^w\.deliveries\.0\.trailName: trail name "a" is shorter/),
    "w.deliveries.1.from: must be one of cloudtrail, config, flow-logs, got elb",
    "w.deliveries.3.from: flow-logs is named twice",
    "w.retentionDays: must be a whole number from 365, what security's logs are kept at least, to 3650, got 90",
    "w.coldAfterDays: must be a whole number from 1 to 0, as S3 bills 90 days of cold storage at least and logs end after 90, got 30",
    "w.objectLock.mode: must be governance or compliance, got legal",
    "w.objectLock.days: must be a whole number from 1 to the 90 days that logs are kept, got 400",
    "w.deletable.reason: must say why all logs may be lost, got an empty text",
  ]);
});

test("an archive that nothing is delivered to, and one in another account, are refused", () => {
  expect(issues({ deliveries: [] })).toEqual([expect.stringMatching(/^w\.deliveries: names no service/)]);
  expect(issues({}, "101010101010")).toEqual([
    "w: works in the organization's account logArchive (999999999999) only, but stands in the data of 101010101010",
  ]);
});

test("Config and a lock by default do not go together", () => {
  expect(issues({ deliveries: [{ from: "config" }] })).toEqual([
    expect.stringMatching(/^w\.objectLock: keeps AWS Config from delivering/),
  ]);
});

test("what is wrong with the organization is said at its place", () => {
  const organization: LogArchiveConfig["organization"] = {
    ...ORGANIZATION,
    id: "acme",
    rootId: "ou-ab12",
    homeRegion: "us-west-2",
    governedRegions: ["us-east-1", "us-east-1", "cn-north-1", "moon-1" as "us-east-1"],
    accounts: { ...ORGANIZATION.accounts, audit: "10" },
  };
  expect(issues({ organization })).toEqual([
    'w.organization.id: must be an organization\'s id such as o-a1b2c3d4e5, got "acme"',
    'w.organization.rootId: must be a root\'s id such as r-ab12, got "ou-ab12"',
    "w.organization.governedRegions: must have the home Region us-west-2, got us-east-1, us-east-1, cn-north-1, moon-1",
    "w.organization.governedRegions: must be codes of AWS Regions, got moon-1",
    "w.organization.governedRegions: names a Region twice: us-east-1, us-east-1, cn-north-1, moon-1",
    "w.organization.governedRegions: must be Regions of one partition, got those of aws and aws-cn",
    'w.organization.accounts.audit: must be 12 digits in quotes, got "10"',
  ]);
});
