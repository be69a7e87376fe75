import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { synthesizedRoles } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { AccountRoles, type AccountRolesProps } from "./account-roles";
import { accountRolesOf } from "./fixtures/organization";

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
