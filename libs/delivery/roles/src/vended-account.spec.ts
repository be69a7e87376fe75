import { type AccessRequest, ask, mayAssume } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { AccountRoles } from "./account-roles";
import { ACCOUNT_ROLES } from "./fixtures/organization";
import { AccessTable, type Who } from "./fixtures/principals";

const table = new AccessTable(synthStack);
const session = (environment: string, team: string) => ({
  environment,
  scope: "global",
  team,
  tag: `${environment}_global/${team}/1.0`,
  commit: "0123456789abcdef0123456789abcdef01234567",
});
const ofWorkload = session("dev", "web");
const ofLandingZone = session("landing-zone", "web-dev");

describe("who enters an account that two environments deliver into", () => {
  test.each<readonly [Who, Who, Readonly<Record<string, string>>, boolean]>([
    ["dev plan", "InfraPlanRole of vended", ofWorkload, true],
    ["dev apply", "InfraBuildRole of vended", ofWorkload, true],
    ["landing-zone plan", "InfraPlanRole of vended", ofLandingZone, true],
    ["landing-zone apply", "InfraBuildRole of vended", ofLandingZone, true],
    ["landing-zone apply", "InfraBuildRole of management", session("landing-zone", "management"), true],
    ["dev apply", "InfraBuildRole of vended", ofLandingZone, false],
    ["dev apply", "InfraBuildRole of vended", { ...ofWorkload, environment: "landing-zone" }, false],
    ["dev apply", "InfraBuildRole of vended", { ...ofLandingZone, environment: "dev" }, false],
    ["dev apply", "InfraBuildRole of vended", session("dev", "web-dev"), false],
    ["landing-zone apply", "InfraBuildRole of vended", ofWorkload, false],
    ["landing-zone apply", "InfraBuildRole of vended", session("landing-zone", "risk-dev"), false],
    ["landing-zone apply", "InfraBuildRole of vended", session("landing-zone", "web"), false],
    ["landing-zone plan", "InfraBuildRole of vended", ofLandingZone, false],
    ["prod apply", "InfraBuildRole of vended", session("prod", "web"), false],
    ["landing-zone apply", "InfraBuildRole of dev research", session("landing-zone", "research"), false],
    ["dev apply", "InfraBuildRole of management", session("dev", "management"), false],
    ["InfraPlanRole of vended", "InfraBuildRole of vended", ofWorkload, false],
  ])("%s assumes %s with %j: %s", (who, role, tags, answer) => {
    expect(mayAssume(table.principal(who), table.principal(role), { name: "INFRA_BUILD", tags })).toBe(
      answer,
    );
  });

  test.each(Object.keys(ofLandingZone))("a session without the tag %s is refused", (missing) => {
    const mayApply = (tags: Readonly<Record<string, string>>, name = "INFRA_BUILD") =>
      mayAssume(table.principal("landing-zone apply"), table.principal("InfraBuildRole of vended"), {
        name,
        tags,
      });
    expect(mayApply({ ...ofLandingZone, [missing]: "" })).toBe(false);
    expect(
      mayApply(Object.fromEntries(Object.entries(ofLandingZone).filter(([key]) => key !== missing))),
    ).toBe(false);
    expect(mayApply({ ...ofLandingZone, more: "1" })).toBe(false);
    expect(mayApply(ofLandingZone, "me")).toBe(false);
  });
});

describe("what a session may do there", () => {
  const may = (
    action: string,
    environment: string,
    who: Who = "InfraBuildRole of vended",
    more: Pick<AccessRequest, "context"> & { resource?: string } = {},
  ): boolean => {
    const { context, resource = "*" } = more;
    return (
      ask(table.principal(who), {
        action,
        resource,
        context: { ...context, "aws:PrincipalTag/environment": environment },
      }).decision === "allowed"
    );
  };

  test.each<[action: string, workload: boolean, landingZone: boolean]>([
    ["elasticloadbalancing:CreateLoadBalancer", true, false],
    ["wafv2:CreateWebACL", true, false],
    ["ec2:CreateVpc", true, true],
    ["kms:CreateKey", true, true],
    ["config:PutConfigurationRecorder", false, true],
    ["access-analyzer:CreateAnalyzer", false, true],
    ["budgets:ModifyBudget", false, true],
    ["servicequotas:RequestServiceQuotaIncrease", false, true],
    ["account:PutAlternateContact", false, true],
    ["iam:UpdateAccountPasswordPolicy", false, true],
    ["s3:PutAccountPublicAccessBlock", false, true],
    ["ec2:ModifyInstanceMetadataDefaults", false, true],
    ["ec2:DisableEbsEncryptionByDefault", false, true],
    ["account:CloseAccount", false, false],
    ["account:DisableRegion", false, false],
    ["organizations:LeaveOrganization", false, false],
    ["organizations:AttachPolicy", false, false],
    ["cloudtrail:StopLogging", false, false],
  ])("%s: by a workload %s, by landing-zone %s", (action, workload, landingZone) => {
    expect([may(action, "dev"), may(action, "landing-zone"), may(action, "prod")]).toEqual([
      workload,
      landingZone,
      false,
    ]);
  });

  test.each<[action: string, allowed: boolean]>([
    ["organizations:AttachPolicy", true],
    ["controltower:EnableControl", true],
    ["organizations:LeaveOrganization", false],
    ["organizations:CloseAccount", false],
    ["organizations:RemoveAccountFromOrganization", false],
    ["guardduty:CreateDetector", false],
  ])("in an account of the landing zone's own, %s: %s", (action, allowed) => {
    expect(may(action, "landing-zone", "InfraBuildRole of management")).toBe(allowed);
  });

  test("a role that a workload makes does not become the landing zone by its tag", () => {
    const build = table.principal("InfraBuildRole of vended");
    const everything = {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "*", Resource: "*" },
    } as const;
    const made = { ...build, arn: build.arn.replace("InfraBuildRole", "web"), identity: [everything] };
    const context = { "aws:PrincipalTag/environment": "landing-zone" };
    for (const action of ["account:PutAlternateContact", "iam:UpdateAccountPasswordPolicy"]) {
      expect(ask(made, { action, resource: "*", context }).decision).toBe("denied explicitly");
      expect(ask(build, { action, resource: "*", context }).decision).toBe("allowed");
    }
  });

  test("a role of the baseline does in the account what its policy says, any other role nothing of that", () => {
    const build = table.principal("InfraBuildRole of vended");
    const everything = {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "*", Resource: "*" },
    } as const;
    const lists = (name: string, environment: string) =>
      ask(
        { ...build, arn: build.arn.replace("InfraBuildRole", name), identity: [everything] },
        {
          action: "organizations:ListAccounts",
          resource: "*",
          context: { "aws:PrincipalTag/environment": environment },
        },
      ).decision;
    expect(lists("baseline-config-aggregator", "landing-zone")).toBe("allowed");
    expect(lists("baseline-config-aggregator", "dev")).toBe("denied explicitly");
    expect(lists("web", "landing-zone")).toBe("denied explicitly");
  });

  test("nobody's deployment changes what the account was requested for, which its roles are made from", () => {
    const parameter = (name: string) => ({
      resource: `arn:aws:ssm:us-east-1:555555555555:parameter/${name}`,
    });
    for (const environment of ["dev", "landing-zone"]) {
      const of = (action: string, name: string) => may(action, environment, undefined, parameter(name));
      expect(of("ssm:PutParameter", "web/size")).toBe(true);
      expect(of("ssm:GetParameter", "aft/account-request/custom-fields/teams")).toBe(true);
      expect(of("ssm:PutParameter", "aft/account-request/custom-fields/teams")).toBe(false);
      expect(of("ssm:DeleteParameters", "aft/account-request/custom-fields/teams")).toBe(false);
    }
  });

  test("roles of the baseline are the landing zone's alone", () => {
    const on = { resource: "arn:aws:iam::555555555555:role/baseline-default-vpcs" };
    const boundary = { "iam:PermissionsBoundary": "arn:aws:iam::555555555555:policy/InfraBoundary" };
    for (const action of [
      "iam:PassRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:DeleteRole",
      "iam:PutRolePolicy",
    ]) {
      const allowed = ["dev", "landing-zone"].map((environment) =>
        may(action, environment, undefined, { ...on, context: boundary }),
      );
      expect([action, ...allowed]).toEqual([action, false, true]);
    }
    expect(may("iam:GetRole", "dev", undefined, on)).toBe(true);
  });

  test("neither frees itself or makes a role without the boundary", () => {
    const role = "arn:aws:iam::555555555555:role/InfraBuildRole";
    for (const environment of ["dev", "landing-zone"]) {
      const on = (resource: string) => ({ resource });
      expect(may("iam:UpdateAssumeRolePolicy", environment, undefined, on(role))).toBe(false);
      expect(may("iam:TagRole", environment, undefined, on(role))).toBe(false);
      expect(may("iam:CreateRole", environment, undefined, on("arn:aws:iam::555555555555:role/web"))).toBe(
        false,
      );
    }
  });
});

test("the policies of an account with two deliveries have room for more names", () => {
  const props = ACCOUNT_ROLES.find(({ otherDeliveries }) => otherDeliveries !== undefined);
  if (props === undefined) throw new Error("no account has two deliveries");
  const long = "a-team-with-the-longest-name-pos";
  const build = () =>
    synthStack(
      (stack) =>
        new AccountRoles(stack, "roles", {
          ...props,
          teams: [long],
          otherDeliveries: [{ environment: "landing-zone", teams: [long] }],
          protectedRoles: [...Array(12).keys()].map((index) => `protected-role-of-some-kind-${index}`),
        }),
    );
  expect(build).not.toThrow();
});
