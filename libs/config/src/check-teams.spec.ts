import { dev, environment, issuesOf, qa, team } from "./sample-environment";

test("all environments for workloads have the same teams", () => {
  const teams = { risk: team("000000000002"), research: team("000000000003") };
  expect(issuesOf(dev(), qa({ teams }))).toEqual([
    "dev.teams: team research of qa is missing: add environments/dev/research.ts",
  ]);
});

test("the platform's environments have teams of their own", () => {
  const tooling = environment("tooling", { teams: { state: team("000000000009") } });
  expect(issuesOf(dev(), tooling)).toEqual([]);
});

test("a name that no tag could carry is an issue", () => {
  expect(issuesOf(dev({ teams: { Risk_Desk: team("000000000001") } }))).toEqual([
    'dev.teams.Risk_Desk: team name "Risk_Desk" is malformed, allowed is a-z, 0-9 and single hyphens between them, a letter first, at most 32 characters',
  ]);
});

test("a team is only in Regions of its environment", () => {
  const scopes = { "eu-west-1": { workloads: {} }, "us-eest-1": { workloads: {} } };
  expect(issuesOf(dev({ teams: { risk: team("000000000001", { scopes }) } }))).toEqual([
    "dev.teams.risk.scopes.eu-west-1: eu-west-1 is not enabled for environment dev, only us-east-1, eu-central-1",
    'dev.teams.risk.scopes.us-eest-1: "us-eest-1" is neither "global" nor an AWS Region, did you mean "us-east-1"?',
  ]);
});

test("a team without a scope is an issue", () => {
  expect(issuesOf(dev({ teams: { risk: team("000000000001", { scopes: {} }) } }))).toEqual([
    "dev.teams.risk.scopes: must have at least one scope",
  ]);
});
