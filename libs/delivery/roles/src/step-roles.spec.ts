import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { parseCell } from "@tagform/deployment";
import { synthesizedRoles } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { stepRolesOf } from "./fixtures/organization";
import { StepRoles, type StepRolesProps } from "./step-roles";

const dev = stepRolesOf("dev", { "dev_us-east-1/research": "dev research", "dev_global/risk": "dev risk" });
const synth = (more: Partial<StepRolesProps> = {}) =>
  synthStack((stack) => new StepRoles(stack, "roles", { ...dev, ...more }));
const statementOf = (step: string, sid: string, more: Partial<StepRolesProps> = {}) =>
  synthesizedRoles(synth(more).json)
    .roles.filter(({ name }) => name.endsWith(step))
    .flatMap(({ identity }) => identity.flatMap(({ Statement }) => Statement))
    .find(({ Sid }) => Sid === sid);
const resourcesOf = (step: string, sid: string, more: Partial<StepRolesProps> = {}) =>
  statementOf(step, sid, more)?.Resource;

test("each step has a role of its own, below one path and within the account's boundary", () => {
  const roles = synth().all(IamRole);
  expect(roles.map(({ name }) => name)).toEqual(
    ["source", "verify", "plan", "apply", "record"].map((step) => `tagform-dev-${step}`),
  );
  for (const role of roles) {
    expect(role).toMatchObject({
      path: "/tagform/",
      permissions_boundary: "arn:aws:iam::999999999999:policy/InfraBoundary",
    });
  }
});

test("in the regional layout each Region has its bucket, and global states keep their own key", () => {
  const state = { ...dev.state, layout: "regional" } as const;
  const cells = ["dev_us-east-1/research", "dev_eu-west-1/research", "dev_global/research"];
  const deployments = cells.map((cell) => ({ cell: parseCell(cell), accountId: "111111111111" }));
  expect(resourcesOf("apply", "StateWrite", { state, deployments })).toEqual([
    "arn:aws:s3:::acme-euw1-dev/*/dev/terraform.tfstate",
    "arn:aws:s3:::acme-use1-dev/*/dev-global/terraform.tfstate",
    "arn:aws:s3:::acme-use1-dev/*/dev/terraform.tfstate",
  ]);
});

describe("with 200 teams", () => {
  const deployments = Array.from({ length: 200 }, (_, index) => ({
    cell: parseCell(`dev_us-east-1/team-${index}`),
    accountId: String(100000000000 + index),
  }));

  test("no policy has room for the name of each account, and the error says what has", () => {
    expect(() => synth({ deployments })).toThrow("name the organization (organizationId)");
  });

  test("plan and apply enter the accounts of the organization that let them in", () => {
    const more = { deployments, organizationId: "o-a1b2c3d4e5" };
    expect(statementOf("apply", "ChangeAccounts", more)).toMatchObject({
      Resource: ["arn:aws:iam::*:role/InfraBuildRole"],
      Condition: { StringEquals: { "aws:ResourceOrgID": ["o-a1b2c3d4e5"] } },
    });
    expect(resourcesOf("plan", "ReadAccounts", more)).toEqual(["arn:aws:iam::*:role/InfraPlanRole"]);
  });
});

test("the order of the data changes nothing", () => {
  const deployments = [...dev.deployments].reverse();
  expect(synth({ deployments }).json).toEqual(synth().json);
});

test("a repository behind a connection is read through it", () => {
  const connectionArn = "arn:aws:codeconnections:us-east-1:999999999999:connection/1";
  expect(statementOf("source", "Repository", { repository: { connectionArn } })).toMatchObject({
    Action: ["codeconnections:GetConnection", "codeconnections:GetConnectionToken"],
    Resource: [connectionArn],
  });
  const older = {
    connectionArn: "arn:aws:codestar-connections:us-east-1:999999999999:connection/1",
  } as const;
  expect(statementOf("source", "Repository", { repository: older })).toMatchObject({
    Action: ["codestar-connections:GetConnection", "codestar-connections:GetConnectionToken"],
  });
});

test("builds in a network may join its subnets only, and only for CodeBuild", () => {
  expect(statementOf("plan", "NetworkJoined")).toBeUndefined();
  const network = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };
  const ec2 = (name: string) => `arn:aws:ec2:us-east-1:999999999999:${name}`;
  expect(statementOf("plan", "NetworkJoined", { network })).toMatchObject({
    Resource: [ec2("network-interface/*"), ec2("subnet/subnet-1"), ec2("security-group/sg-1")],
  });
  expect(statementOf("plan", "NetworkGivenToCodeBuild", { network })).toMatchObject({
    Condition: {
      StringEquals: { "ec2:AuthorizedService": ["codebuild.amazonaws.com"] },
      ArnEquals: { "ec2:Subnet": [ec2("subnet/subnet-1")] },
    },
  });
});

test("Terraform deletes or replaces a role only where that is said", () => {
  for (const role of synth().all(IamRole)) {
    expect(role).toMatchObject({ lifecycle: { prevent_destroy: true } });
  }
  expect(synth({ deletable: true }).all(IamRole)[0]).toMatchObject({ lifecycle: { prevent_destroy: false } });
});

test("cells of another environment, or none, are refused", () => {
  const prod = stepRolesOf("prod", { "prod_us-east-1/research": "prod research" });
  expect(() => synth({ deployments: prod.deployments })).toThrow(
    "the roles of dev got cells of prod: each environment has roles of its own",
  );
  expect(() => synth({ deployments: [] })).toThrow("environment dev has no cell");
});
