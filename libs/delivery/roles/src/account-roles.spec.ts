import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { mayAssume, type PrincipalRole, type Session, synthesizedRoles } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { AccountRoles, type AccountRolesProps } from "./account-roles";
import { accountRolesOf, ACCOUNTS } from "./fixtures/organization";

const props = (more: Partial<AccountRolesProps> = {}) =>
  accountRolesOf("dev", "dev research", ["research"], more);
const synth = (more?: Partial<AccountRolesProps>) =>
  synthStack((stack) => new AccountRoles(stack, "roles", props(more)));
const boundary = (more?: Partial<AccountRolesProps>) =>
  [synthesizedRoles(synth(more).json).policy?.Statement ?? []].flat();

test("the roles have the names that the provider assumes, and last as long as a chained session can", () => {
  expect(synth().all(IamRole)).toEqual([
    expect.objectContaining({ name: "InfraPlanRole", max_session_duration: 3600 }),
    expect.objectContaining({ name: "InfraBuildRole", max_session_duration: 3600 }),
  ]);
});

test("plan reads by AWS's own policy, in the account's partition", () => {
  const account = { accountId: "111111111111", partition: "aws-us-gov" } as const;
  expect(synth({ account }).only(IamRolePolicyAttachment)).toMatchObject({
    policy_arn: "arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess",
  });
});

test("roles without the boundary are made where a reason is given", () => {
  const sids = (more?: Partial<AccountRolesProps>) => boundary(more).map(({ Sid }) => Sid);
  expect(sids()).toContain("NewRolesAreBound");
  expect(sids({ unboundRoles: { reason: "no kind of workload binds its roles yet" } })).not.toContain(
    "NewRolesAreBound",
  );
});

test("roles that are protected are named by the account's data", () => {
  const own = boundary({ protectedRoles: ["audit/*"] }).find(({ Sid }) => Sid === "ItselfStays");
  expect(own?.Resource).toContain("arn:aws:iam::111111111111:role/audit/*");
  expect(own?.Resource).not.toContain("arn:aws:iam::111111111111:role/AWSControlTowerExecution");
});

test("an account without a team is refused", () => {
  expect(() => synth({ teams: [] })).toThrow(
    "account 111111111111 of dev has no team: name the teams whose cells are in it, nobody else may enter",
  );
});

test("people deploy from a laptop only under roles that the data names, and say what for as the steps do", () => {
  const laptopRoles = ["aws-reserved/*/AWSReservedSSO_Platform_*"];
  const person = (name: string): PrincipalRole => ({
    arn: `arn:aws:iam::${ACCOUNTS.tooling.accountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${name}_1a2b`,
    trust: { Version: "2012-10-17", Statement: [] },
    identity: [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }],
    boundary: undefined,
  });
  const tags = {
    environment: "dev",
    scope: "us-east-1",
    team: "research",
    tag: "dev_us-east-1/research/1.0",
    commit: "1".repeat(40),
  };
  const session: Session = { name: "INFRA_BUILD", tags };
  const mayEnter = (name: string, more: Partial<AccountRolesProps>, as = session): boolean[] =>
    synthesizedRoles(synth(more).json).roles.map(({ name: role, trust, identity }) => {
      const entered = { arn: `arn:aws:iam::111111111111:role/${role}`, trust, identity, boundary: undefined };
      return mayAssume(person(name), entered, as);
    });
  expect(mayEnter("Platform", { laptopRoles })).toEqual([true, true]);
  expect(mayEnter("Platform", {})).toEqual([false, false]);
  expect(mayEnter("Platform", { laptopRoles, teams: ["rese-*"] })).toEqual([false, false]);
  expect(mayEnter("Platform", { laptopRoles, teams: ["r*"] })).toEqual([true, true]);
  expect(mayEnter("Audit", { laptopRoles })).toEqual([false, false]);
  expect(mayEnter("Platform", { laptopRoles }, { ...session, tags: {} })).toEqual([false, false]);
});
