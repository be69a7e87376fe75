import { formatIssues } from "@tagform/outcome";

import { checkEnvironments } from "./check-environments";
import { dev, issuesOf, kinds, networks, qa, state, team } from "./sample-environment";

test("sound environments have no issue", () => {
  expect(issuesOf(dev(), qa())).toEqual([]);
});

test("all issues of all environments are reported together", () => {
  const environments = [
    dev({ teams: { risk: team("123") } }),
    qa({ state: { ...state, locks: [] }, teams: { risk: networks("000000000002", { cidr: "10.0.0.0/8" }) } }),
  ];
  expect(formatIssues("environment data", checkEnvironments(environments, kinds))).toBe(
    [
      "environment data has 3 issues:",
      '  qa.state.locks: must name at least one of "s3" and "dynamodb": without a lock two deployments destroy each other\'s state',
      '  dev.teams.risk.accountId: must be 12 digits, got "123"',
      "  qa.teams.risk.scopes.us-east-1.workloads.net0.cidr: must be /16 to /24, room for three tiers in three zones, got /8",
    ].join("\n"),
  );
});

test("two of one name are an issue", () => {
  const twin = dev({ teams: { risk: team("000000000003") } });
  expect(issuesOf(dev(), twin)).toEqual(["dev.name: two environments are called dev"]);
});
