import type { EnvironmentName } from "@tagform/deployment";
import { check, formatIssues } from "@tagform/outcome";

import { checkEnvironments } from "./check-environments";
import type { EnvironmentConfig, KindConfig, StateConfig, TeamConfig } from "./environment-config";
import type { KindRules } from "./kind-rules";

interface Network extends KindConfig {
  readonly cidr?: string;
  readonly overlap?: { readonly reason: string };
  readonly role?: string;
}

const network: KindRules<Network> = {
  scope: "regional",
  check: (path, { cidr }) => check(cidr !== "", `${path}.cidr`, "must not be empty"),
  addressRanges: (path, { cidr, overlap }) =>
    cidr === undefined ? [] : [{ path: `${path}.cidr`, cidr, ...(overlap === undefined ? {} : { overlap }) }],
  references: (path, { role }) =>
    role === undefined
      ? []
      : [
          {
            path: `${path}.role`,
            scope: "global",
            workload: role,
            kind: "role",
            mismatch: () => (role === "old" ? "is too old" : undefined),
          },
        ],
};
const kinds: Record<string, KindRules> = { network, role: { scope: "global", check: () => [] } };

const state: StateConfig = {
  tfBackendConfigPrefix: "tagform",
  buildRegion: "us-east-1",
  layout: "central",
  locks: ["s3", "dynamodb"],
};

const team = (accountId: string, overrides: Partial<TeamConfig> = {}): TeamConfig => ({
  accountId,
  scopes: { "us-east-1": { workloads: {} } },
  ...overrides,
});

/** A team in us-east-1 with networks of these ranges. */
const networks = (accountId: string, ...networks: Omit<Network, "kind">[]): TeamConfig => {
  const named = networks.map((config, index) => [`net${index}`, { kind: "network", ...config }]);
  return team(accountId, { scopes: { "us-east-1": { workloads: Object.fromEntries(named) } } });
};

const environment = (
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

const issuesOf = (...environments: EnvironmentConfig[]): string[] =>
  checkEnvironments(environments, kinds).map(({ path, message }) => `${path}: ${message}`);

const dev = (overrides: Partial<EnvironmentConfig> = {}) => environment("dev", overrides);
const qa = (overrides: Partial<EnvironmentConfig> = {}) =>
  environment("qa", { teams: { risk: team("000000000002") }, ...overrides });

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

describe("environments", () => {
  test("two of one name are an issue", () => {
    const twin = dev({ teams: { risk: team("000000000003") } });
    expect(issuesOf(dev(), twin)).toEqual(["dev.name: two environments are called dev"]);
  });

  test.each([
    [{ repository: "" }, 'dev.repository: must be a repository\'s name, got ""'],
    [
      { releaseBranch: "refs heads" },
      'dev.releaseBranch: must be a branch\'s name such as "main", got "refs heads"',
    ],
  ])("%j is an issue", (overrides, issue) => {
    expect(issuesOf(dev(overrides))).toEqual([issue]);
  });
});

describe("Regions", () => {
  test("global resources are deployed from a Region of the environment", () => {
    expect(issuesOf(dev({ globalResourceDeployFromRegion: "eu-west-1" }))).toEqual([
      "dev.globalResourceDeployFromRegion: must be one of the environment's Regions us-east-1, eu-central-1, got eu-west-1",
    ]);
  });

  test("none is named twice", () => {
    expect(issuesOf(dev({ regions: ["us-east-1", "us-east-1"] }))).toEqual([
      "dev.regions: must name nothing twice, got us-east-1 again",
    ]);
  });

  test("an opt-in Region must be declared as switched on", () => {
    const regions = ["us-east-1", "af-south-1"] as const;
    expect(issuesOf(dev({ regions }))).toEqual([
      "dev.regions: af-south-1 must be switched on in every account first: do that, then list it in optInRegions",
    ]);
    expect(issuesOf(dev({ regions, optInRegions: ["af-south-1"] }))).toEqual([]);
  });

  test("a declaration that nothing needs is an issue", () => {
    expect(issuesOf(dev({ optInRegions: ["us-east-1", "af-south-1"] }))).toEqual([
      "dev.optInRegions: us-east-1 is on by default: remove it",
      "dev.optInRegions: af-south-1 is not in regions: remove it",
    ]);
  });

  test("no environment spans partitions: no account does", () => {
    expect(issuesOf(dev({ regions: ["us-east-1", "us-gov-west-1"] }))).toEqual([
      "dev.regions: must be in one partition together with state.buildRegion, got aws and aws-us-gov",
    ]);
  });
});

describe("state", () => {
  const withState = (overrides: Partial<StateConfig>) => issuesOf(dev({ state: { ...state, ...overrides } }));
  const key = (region: string) =>
    `arn:aws:kms:${region}:111122223333:key/12345678-90ab-cdef-1234-567890abcdef`;

  test("the prefix must make valid bucket names", () => {
    expect(withState({ tfBackendConfigPrefix: "Tagform" })).toEqual([
      'dev.state.tfBackendConfigPrefix: "Tagform" cannot be used: bucket name "Tagform-dev" is malformed, ' +
        "AWS allows a-z, 0-9 and hyphens, no hyphen first or last",
    ]);
  });

  test("no lock is named twice", () => {
    expect(withState({ locks: ["s3", "s3"] })).toEqual([
      "dev.state.locks: must name nothing twice, got s3 again",
    ]);
  });

  test("the KMS key is one of the build Region", () => {
    expect(withState({ kmsKeyArn: key("us-east-1") })).toEqual([]);
    expect(withState({ kmsKeyArn: key("eu-central-1") })).toEqual([
      "dev.state.kmsKeyArn: must be a key of state.buildRegion us-east-1, where the state bucket is, got one of eu-central-1",
    ]);
  });

  test.each([
    "alias/state",
    key("us-eest-1"),
    key("us-gov-west-1"),
    key("us-east-1").replace("key/", "alias/"),
  ])("%s is no ARN of a KMS key", (kmsKeyArn) => {
    expect(withState({ kmsKeyArn })).toEqual([
      "dev.state.kmsKeyArn: must be the ARN of a KMS key such as " +
        `arn:aws:kms:us-east-1:<account>:key/<key id>, got "${kmsKeyArn}"`,
    ]);
  });

  test("one KMS key cannot encrypt the states of all Regions", () => {
    expect(withState({ layout: "regional", kmsKeyArn: key("us-east-1") })).toEqual([
      'dev.state.kmsKeyArn: is a key of us-east-1, but the layout "regional" keeps states in every Region: leave it out',
    ]);
  });
});

describe("accounts", () => {
  const shared = (reason: string) => team("000000000001", { sharedAccount: { reason } });

  test("a leading zero belongs to the account id", () => {
    expect(issuesOf(dev({ teams: { risk: team("012345678901") } }))).toEqual([]);
  });

  test("an account that two environments use is reported at both", () => {
    expect(issuesOf(dev(), qa({ teams: { risk: team("000000000001") } }))).toEqual([
      "dev.teams.risk.accountId: account 000000000001 is also used by qa.teams.risk: give each its own, or declare sharedAccount with a reason in all of them",
      "qa.teams.risk.accountId: account 000000000001 is also used by dev.teams.risk: give each its own, or declare sharedAccount with a reason in all of them",
    ]);
  });

  test("sharing is declared by everyone who shares", () => {
    const teams = { risk: shared("merged desks"), research: team("000000000001") };
    expect(issuesOf(dev({ teams }))).toEqual([
      "dev.teams.research.accountId: account 000000000001 is also used by dev.teams.risk: give each its own, or declare sharedAccount with a reason in all of them",
    ]);
    expect(
      issuesOf(dev({ teams: { risk: shared("merged desks"), research: shared("merged desks") } })),
    ).toEqual([]);
  });

  test("sharing needs a reason", () => {
    expect(issuesOf(dev({ teams: { risk: shared(" "), research: shared("merged desks") } }))).toEqual([
      "dev.teams.risk.sharedAccount.reason: must say why the account is shared, got an empty text",
    ]);
  });

  test("sharing with nobody is an issue", () => {
    expect(issuesOf(dev({ teams: { risk: shared("merged desks") } }))).toEqual([
      "dev.teams.risk.sharedAccount: account 000000000001 is used by nobody else: remove sharedAccount",
    ]);
  });
});

describe("teams", () => {
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
});

describe("workloads", () => {
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

  test("a name that fits into no AWS name is an issue", () => {
    expect(regional({ "my net": { kind: "network" } })).toEqual([
      `${path}.my net: workload name "my net" is malformed, allowed is a-z, 0-9 and single hyphens between them, a letter first, at most 32 characters`,
    ]);
  });

  test("a workload that another one needs must exist, and be the right one", () => {
    const role = { kind: "role" };
    expect(regional({ net: { kind: "network", role: "instances" } }, { instances: role })).toEqual([]);
    expect(regional({ net: { kind: "network", role: "instance" } }, { instances: role })).toEqual([
      `${path}.net.role: there is no workload "instance" in global of team risk, only instances, did you mean "instances"?`,
    ]);
    expect(regional({ net: { kind: "network", role: "old" } }, { old: role })).toEqual([
      `${path}.net.role: workload "old" in global of team risk is too old`,
    ]);
    expect(regional({ net: { kind: "network", role: "instances" } })).toEqual([
      `${path}.net.role: there is no workload "instances" in global of team risk, which has no workload there`,
    ]);
    expect(regional({ net: { kind: "network", role: "n" } }, { n: { kind: "network" } })).toContain(
      `${path}.net.role: workload "n" in global of team risk is of kind network, needed is one of kind role`,
    );
  });
});

describe("address ranges", () => {
  const path = "dev.teams.risk.scopes.us-east-1.workloads";
  const withRanges = (...ranges: Omit<Network, "kind">[]) =>
    issuesOf(dev({ teams: { risk: networks("000000000001", ...ranges) } }));

  test.each([
    ["10.0.0.0", 'must be an IPv4 range such as "10.0.0.0/16", got "10.0.0.0"'],
    ["10.0.0.0/33", 'must be an IPv4 range such as "10.0.0.0/16", got "10.0.0.0/33"'],
    ["10.256.0.0/16", 'must be an IPv4 range such as "10.0.0.0/16", got "10.256.0.0/16"'],
    ["010.0.0.0/16", 'must be an IPv4 range such as "10.0.0.0/16", got "010.0.0.0/16"'],
    ["10.0/16", 'must be an IPv4 range such as "10.0.0.0/16", got "10.0/16"'],
    ["fd00::/64", 'must be an IPv4 range such as "10.0.0.0/16", got "fd00::/64"'],
    ["10.0.1.0/16", 'must begin at its network address 10.0.0.0/16, got "10.0.1.0/16"'],
    ["10.0.0.0/15", "must be /16 to /24, room for three tiers in three zones, got /15"],
    ["10.0.0.0/25", "must be /16 to /24, room for three tiers in three zones, got /25"],
    [
      "11.0.0.0/16",
      "must lie in a private range (10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16), got 11.0.0.0/16",
    ],
    [
      "172.32.0.0/16",
      "must lie in a private range (10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16), got 172.32.0.0/16",
    ],
  ])("%s is an issue", (cidr, message) => {
    expect(withRanges({ cidr })).toEqual([`${path}.net0.cidr: ${message}`]);
  });

  test.each(["10.0.0.0/16", "172.31.255.0/24", "192.168.0.0/16"])("%s is none", (cidr) => {
    expect(withRanges({ cidr })).toEqual([]);
  });

  test("ranges that touch do not overlap", () => {
    expect(withRanges({ cidr: "10.0.0.0/24" }, { cidr: "10.0.1.0/24" }, { cidr: "10.0.2.0/23" })).toEqual([]);
  });

  test("no two ranges overlap, wherever they are: any two networks may be peered one day", () => {
    const issues = issuesOf(
      dev({ teams: { risk: networks("000000000001", { cidr: "10.8.0.0/16" }) } }),
      qa({ teams: { risk: networks("000000000002", { cidr: "10.7.0.0/16" }, { cidr: "10.8.4.0/24" }) } }),
    );
    expect(issues).toEqual([
      "qa.teams.risk.scopes.us-east-1.workloads.net1.cidr: 10.8.4.0/24 overlaps 10.8.0.0/16 of " +
        "dev.teams.risk.scopes.us-east-1.workloads.net0.cidr: the two networks could never be peered",
    ]);
  });

  test("a range that lies in two others is reported with both", () => {
    const ranges = [{ cidr: "10.0.0.0/24" }, { cidr: "10.0.0.0/16" }, { cidr: "10.0.0.0/20" }];
    expect(withRanges(...ranges)).toHaveLength(3);
  });

  test("an overlap that is declared with a reason is none", () => {
    const overlap = { reason: "never connected to anything" };
    expect(withRanges({ cidr: "10.0.0.0/16" }, { cidr: "10.0.0.0/24", overlap })).toEqual([]);
  });

  test("a declared overlap needs a reason, and an overlap", () => {
    expect(withRanges({ cidr: "10.0.0.0/16", overlap: { reason: "" } })).toEqual([
      `${path}.net0.cidr.overlap.reason: must say why the range may overlap others, got an empty text`,
      `${path}.net0.cidr.overlap: 10.0.0.0/16 overlaps no other range: remove overlap`,
    ]);
  });
});
