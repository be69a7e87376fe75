import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { synthesizedRoles } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";
import type { TerraformStack } from "cdktf";

import { AccountRoles } from "./account-roles";
import { ACCOUNT_ROLES, accountRolesOf, STEP_ROLES } from "./fixtures/organization";
import { type Arn, attributeArn, PolicyDocument, type Statement } from "./policy-document";
import { StepRoles } from "./step-roles";

const stacks: [string, (stack: TerraformStack) => unknown][] = [
  ...STEP_ROLES.map((props): [string, (stack: TerraformStack) => unknown] => [
    `steps of ${props.environment}`,
    (stack) => new StepRoles(stack, "roles", props),
  ]),
  [
    "steps in a network",
    (stack) =>
      new StepRoles(stack, "roles", {
        ...STEP_ROLES[0]!,
        network: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
      }),
  ],
  ...ACCOUNT_ROLES.map((props): [string, (stack: TerraformStack) => unknown] => [
    `account ${props.account.accountId}`,
    (stack) => new AccountRoles(stack, "roles", props),
  ]),
];

test.each(stacks)("%s: every statement about all resources has its reason", (_, build) => {
  const reasons = new Map<string, string>();
  const { json } = synthStack((stack) => {
    build(stack);
    for (const construct of stack.node.findAll()) {
      if (construct instanceof PolicyDocument)
        construct.reasons.forEach((reason, sid) => reasons.set(sid, reason));
    }
  });
  const bare = synthesizedRoles(json)
    .documents.flatMap(({ Statement }) => Statement)
    .filter(({ Resource = [] }) => [Resource].flat().includes("*"))
    .map(({ Sid = "" }) => Sid);
  expect([...new Set(bare)].sort()).toEqual([...reasons.keys()].sort());
  for (const reason of reasons.values()) expect(reason.split(" ").length).toBeGreaterThan(5);
});

test.each(stacks)("%s: no policy has an id twice, the provider refuses it", (_, build) => {
  for (const { Statement } of synthesizedRoles(synthStack(build).json).documents) {
    const sids = [Statement].flat().map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
  }
});

test("nothing that a step may do is about all resources, or all actions of a service", () => {
  for (const props of STEP_ROLES) {
    const { documents } = synthesizedRoles(synthStack((stack) => new StepRoles(stack, "roles", props)).json);
    const statements = documents.flatMap(({ Statement }) => Statement);
    expect(statements.filter(({ Resource = [] }) => [Resource].flat().includes("*"))).toEqual([]);
    expect(
      statements.flatMap(({ Action = [] }) => [Action].flat()).filter((name) => name.endsWith(":*")),
    ).toEqual([]);
  }
});

test("what IAM would not take fails before anything is planned", () => {
  const resources = Array.from({ length: 150 }, (_, i): Arn => `arn:aws:s3:::a-bucket-with-a-long-name-${i}`);
  const statements: Statement[] = [{ sid: "Many", actions: ["s3:GetObject"], resources }];
  const build = (attachedAs: "managed" | "inline") => () =>
    synthStack(
      (stack) => new PolicyDocument(stack, "policy", { statements, attachedAs, remedy: "allow less" }),
    );
  expect(build("managed")).toThrow("policy test/policy has 6749 characters, IAM allows 6144: allow less");
  expect(build("inline")).not.toThrow();
});

test("an ARN that is not known yet counts as the longest one that it can become", () => {
  const statement = (resource: Arn): Statement[] => [
    { sid: "One", actions: ["kms:Decrypt"], resources: [resource] },
  ];
  const build = (count: number) => () =>
    synthStack((stack) => {
      const { arn } = new IamRole(stack, "role", { assumeRolePolicy: "{}" });
      const statements = Array.from({ length: count }, () => statement(attributeArn(arn))).flat();
      new PolicyDocument(stack, "policy", { statements, attachedAs: "inline", remedy: "allow less" });
    });
  // 100 characters of an ARN and about 70 of the statement around it.
  expect(build(50)).not.toThrow();
  expect(build(70)).toThrow("IAM allows 10240");
});

test("what is neither an ARN nor an attribute is none", () => {
  expect(() => attributeArn("*")).toThrow('"*" is no ARN and no attribute of a resource');
});

test("the trust policy of a team with the longest name fits", () => {
  const props = accountRolesOf("landing-zone", "tooling", ["t".repeat(32)]);
  expect(() => synthStack((stack) => new AccountRoles(stack, "roles", props))).not.toThrow();
});
