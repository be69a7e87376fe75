import { checkEnvironments } from "./check-environments";
import type { KindConfig, ScopeConfig } from "./environment-config";
import type { KindRules } from "./kind-rules";
import { dev, issuesOf, team } from "./sample-environment";

interface Store extends KindConfig {
  readonly deletable?: boolean;
}

const store: KindRules<Store> = {
  scope: "regional",
  check: () => [],
  beforeRetiring: ({ deletable }) => (deletable ? undefined : "empty it first"),
};

const withScopes = (scopes: Partial<Record<"global" | "us-east-1" | "eu-central-1", ScopeConfig>>) =>
  dev({ teams: { risk: team("000000000001", { scopes }) } });
const plain: ScopeConfig = { workloads: {} };
const retired: ScopeConfig = { workloads: {}, retired: "moved to research" };

test("a retired cell says why", () => {
  expect(issuesOf(withScopes({ "us-east-1": retired }))).toEqual([]);
  expect(issuesOf(withScopes({ "us-east-1": { workloads: {}, retired: " " } }))).toEqual([
    "dev.teams.risk.scopes.us-east-1.retired: must say why everything in the cell is destroyed, got an empty text",
  ]);
});

test("the global cell goes last: Regional ones look up what is in it", () => {
  expect(issuesOf(withScopes({ global: retired, "us-east-1": retired, "eu-central-1": plain }))).toEqual([
    "dev.teams.risk.scopes.global.retired: destroys what eu-central-1 of the team still look up: retire and destroy them first",
  ]);
  expect(issuesOf(withScopes({ global: retired, "us-east-1": retired }))).toEqual([]);
  expect(issuesOf(withScopes({ global: plain, "us-east-1": retired }))).toEqual([]);
});

test("what protects a workload from deletion must be taken away and deployed first", () => {
  const issues = (config: ScopeConfig<Store>): string[] =>
    checkEnvironments([withScopes({ "us-east-1": config })], { store: store }).map(
      ({ path, message }) => `${path}: ${message}`,
    );
  const workloads = { archive: { kind: "store" } };
  expect(issues({ workloads })).toEqual([]);
  expect(issues({ workloads, retired: "over" })).toEqual([
    "dev.teams.risk.scopes.us-east-1.workloads.archive: cannot be destroyed yet: empty it first",
  ]);
  expect(issues({ workloads: { archive: { kind: "store", deletable: true } }, retired: "over" })).toEqual([]);
});
