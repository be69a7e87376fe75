import { instanceRoleFolder, instanceRoleName } from "./instance-role-name";

const cell = { team: "research", environment: "dev" } as const;

test.each([
  [undefined, undefined, "research-dev-instance"],
  ["us-east-1", undefined, "research-dev-instance-use1"],
  [undefined, 2, "research-dev-instance-v2"],
  ["ap-southeast-1", 2, "research-dev-instance-apse1-v2"],
] as const)("the role for Region %s and version %s is %s%s", (region, version, name) => {
  expect(instanceRoleName({ cell, workload: "instance", region, version })).toBe(name);
});

test("a role name above AWS's limit fails before anything is planned", () => {
  expect(() => instanceRoleName({ cell, workload: "w".repeat(60) })).toThrow(
    "has 73 characters, AWS allows 64: shorten the team or workload name",
  );
});

test("parameters and metrics of a workload's roles are below the team's name, in every version the same", () => {
  expect(instanceRoleFolder({ cell, workload: "instance" })).toBe("research/instance");
});
