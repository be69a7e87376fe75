import type { AccountRolesConfig } from "./account-roles-config";
import { checkAccountRoles } from "./check-account-roles";

const config: AccountRolesConfig = {
  kind: "account-roles",
  environment: "tooling",
  toolingAccountId: "555555555555",
  teams: ["state-dev", "delivery-dev"],
};
const issuesOf = (more: Partial<AccountRolesConfig>): string[] =>
  checkAccountRoles("roles", { ...config, ...more }, { scope: "global", accountId: "555555555555" }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test("whole data has no issue", () => {
  const whole: Partial<AccountRolesConfig> = {
    teams: ["account", "state-*"],
    additionalServices: ["codebuild", "arc-zonal-shift"],
    protectedRoles: ["aws-reserved/*", "AWSControlTowerExecution"],
    stateBuckets: ["tagform-dev"],
    ownTrails: ["tagform-deliveries"],
    unboundRoles: { reason: "not yet" },
    otherDeliveries: [
      { environment: "landing-zone", teams: ["tooling"], additionalServices: ["organizations"] },
    ],
    laptops: { roles: ["aws-reserved/*/AWSReservedSSO_Platform_*"], reason: "no pipeline yet" },
  };
  expect(issuesOf(whole)).toEqual([]);
});

test("all that is wrong is told at once, each with its place", () => {
  const wrong = issuesOf({
    environment: "tolling" as never,
    toolingAccountId: "5555",
    teams: ["State", "a", "a", "*"],
    additionalServices: ["CodeBuild"],
    stateBuckets: ["Tagform"],
    unboundRoles: { reason: " " },
  });
  expect(wrong).toEqual([
    'roles.environment: must be one of dev, qa, staging, prod, tooling, landing-zone, got "tolling"',
    expect.stringContaining('roles.teams.0: team name "State" is malformed'),
    'roles.teams.2: "a" is named twice: remove one',
    expect.stringContaining('roles.teams.3: team name "*" is malformed'),
    'roles.additionalServices.0: must be like codebuild, as IAM calls it, got "CodeBuild"',
    'roles.toolingAccountId: must be 12 digits, got "5555"',
    expect.stringContaining("roles.stateBuckets.0: "),
    "roles.unboundRoles.reason: must say why roles may be made without the boundary, got an empty text",
  ]);
});

test("an account that nobody may enter is refused", () => {
  expect(issuesOf({ teams: [] })).toEqual([
    "roles.teams: must name the teams whose cells are in the account, nobody else may enter",
  ]);
});

test.each(["*", "*/*", "aws-reserved/*", "tagform/*", "a b"])("laptops cannot be the role %s", (role) => {
  const issues = issuesOf({ laptops: { roles: [role], reason: "no pipeline yet" } });
  expect(issues).toEqual(
    role === "tagform/*"
      ? ["roles.laptops.roles.0: are the roles of the steps: leave it out, each step has its own way in"]
      : [expect.stringContaining("roles.laptops.roles.0: must name a role of the tooling account")],
  );
});

test("laptops need a role and a reason", () => {
  expect(issuesOf({ laptops: { roles: [], reason: "" } })).toEqual([
    "roles.laptops.reason: must say why the pipeline may be passed by, got an empty text",
    "roles.laptops.roles: names no role: leave laptops out",
  ]);
});

test("other deliveries are of another environment, and as whole as the first", () => {
  const otherDeliveries = [
    { environment: "tooling", teams: ["account"] },
    { environment: "landing-zone", teams: [], additionalServices: ["Organizations"] },
  ] as const;
  expect(issuesOf({ otherDeliveries })).toEqual([
    'roles.otherDeliveries.0.environment: "tooling" delivers already: name all its teams there',
    "roles.otherDeliveries.1.teams: must name the teams whose cells are in the account, nobody else may enter",
    'roles.otherDeliveries.1.additionalServices.0: must be like codebuild, as IAM calls it, got "Organizations"',
  ]);
});
