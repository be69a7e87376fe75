import type { EnvironmentName } from "@tagform/deployment";
import { check } from "@tagform/outcome";

import { checkEnvironments } from "./check-environments";
import type { EnvironmentConfig, KindConfig, StateConfig, TeamConfig } from "./environment-config";
import type { KindRules } from "./kind-rules";

/** The kind that specs place in Regions. */
export interface Network extends KindConfig {
  readonly cidr?: string;
  readonly overlap?: { readonly reason: string };
}

const network: KindRules<Network> = {
  scope: "regional",
  check: (path, { cidr }) => check(cidr !== "", `${path}.cidr`, "must not be empty"),
  addressRanges: (path, { cidr, overlap }) =>
    cidr === undefined ? [] : [{ path: `${path}.cidr`, cidr, ...(overlap === undefined ? {} : { overlap }) }],
};
export const kinds: Record<string, KindRules> = { network, role: { scope: "global", check: () => [] } };

export const state: StateConfig = {
  tfBackendConfigPrefix: "tagform",
  buildRegion: "us-east-1",
  layout: "central",
  locks: ["s3", "dynamodb"],
};

export const team = (accountId: string, overrides: Partial<TeamConfig> = {}): TeamConfig => ({
  accountId,
  scopes: { "us-east-1": { workloads: {} } },
  ...overrides,
});

/** A team in us-east-1 with networks of these ranges. */
export const networks = (accountId: string, ...configs: Omit<Network, "kind">[]): TeamConfig => {
  const named = configs.map((config, index): [string, Network] => [
    `net${index}`,
    { kind: "network", ...config },
  ]);
  return team(accountId, { scopes: { "us-east-1": { workloads: Object.fromEntries(named) } } });
};

export const environment = (
  name: EnvironmentName,
  overrides: Partial<EnvironmentConfig> = {},
): EnvironmentConfig => ({
  name,
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1", "eu-central-1"],
  globalResourceDeployFromRegion: "us-east-1",
  state,
  approval: "none",
  teams: { risk: team("000000000001") },
  ...overrides,
});

/** The issues, one line each. */
export const issuesOf = (...environments: EnvironmentConfig[]): string[] =>
  checkEnvironments(environments, kinds).map(({ path, message }) => `${path}: ${message}`);

export const dev = (overrides: Partial<EnvironmentConfig> = {}) => environment("dev", overrides);
export const qa = (overrides: Partial<EnvironmentConfig> = {}) =>
  environment("qa", { teams: { risk: team("000000000002") }, ...overrides });
