import { accounts, organization } from "./index";

const archives = Object.values(accounts["log-archive"].scopes.global.workloads).filter(
  (workload) => workload.kind === "log-archive",
);

test("what the management account records goes where an archive takes it, with that archive's key", () => {
  const { recorder } = accounts.management.scopes.global.workloads.baseline;
  const archive = archives.find(({ bucketName }) => bucketName === recorder.bucketName);
  expect(archive?.deliveries).toEqual([{ from: "config" }]);
  const { homeRegion, id, accounts: ids } = organization;
  expect(recorder).toMatchObject({
    prefix: id,
    keyArn: `arn:aws:kms:${homeRegion}:${ids.logArchive}:alias/${recorder.bucketName}-archive`,
    globalTypesIn: homeRegion,
  });
});

test("a rule that asks who administers GuardDuty asks for the audit account", () => {
  const { rules } = accounts.audit.scopes[organization.homeRegion].workloads.config;
  expect(rules.GUARDDUTY_ENABLED_CENTRALIZED).toEqual({
    CentralMonitoringAccount: organization.accounts.audit,
  });
});

test("what all accounts are held to is set after the delegation: in another cell than the audit account's own services", () => {
  const { global, "us-east-1": home } = accounts.audit.scopes;
  expect(Object.values(global.workloads).map(({ kind }) => kind)).toContain("security-services");
  expect(Object.values(home.workloads).map(({ kind }) => kind)).toEqual([
    "organization-security",
    "organization-config",
  ]);
});
