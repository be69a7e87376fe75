import { checkWorkloads } from "./check-workloads";
import type { KindConfig, TeamConfig } from "./environment-config";
import { dev, issuesOf, type Network, team } from "./sample-environment";

const withScopes = (scopes: TeamConfig["scopes"]) =>
  issuesOf(dev({ teams: { risk: team("000000000001", { scopes }) } }));
const regional = (workloads: Record<string, Network>, global: Record<string, KindConfig> = {}) =>
  withScopes({ "us-east-1": { workloads }, global: { workloads: global } });
const path = "dev.teams.risk.scopes.us-east-1.workloads";

test("a kind that does not exist is named with the nearest one", () => {
  expect(regional({ net: { kind: "netwerk" } })).toEqual([
    `${path}.net.kind: kind "netwerk" is unknown, only network, role, did you mean "network"?`,
  ]);
});

test("a kind is only where it belongs", () => {
  expect(regional({ net: { kind: "role" } }, { role: { kind: "network" } })).toEqual([
    `${path}.net.kind: kind role belongs into the scope "global", not into us-east-1`,
    "dev.teams.risk.scopes.global.workloads.role.kind: kind network belongs into a Region, not into global",
  ]);
});

test("a kind's own issues carry the workload's path", () => {
  expect(regional({ net: { kind: "network", cidr: "" } })[0]).toBe(`${path}.net.cidr: must not be empty`);
});

test("a kind learns where its workload is: a certificate of another Region or account is of no use", () => {
  const check = jest.fn(() => []);
  const teams = {
    risk: team("000000000001", { scopes: { "us-east-1": { workloads: { net: { kind: "network" } } } } }),
  };
  checkWorkloads([dev({ teams })], { network: { scope: "regional", check } });
  expect(check).toHaveBeenCalledWith(
    `${path}.net`,
    { kind: "network" },
    { scope: "us-east-1", accountId: "000000000001" },
  );
});

test("a name that fits into no AWS name is an issue", () => {
  expect(regional({ "my net": { kind: "network" } })).toEqual([
    `${path}.my net: workload name "my net" is malformed, allowed is a-z, 0-9 and single hyphens between them, a letter first, at most 32 characters`,
  ]);
});
