import { checkFailovers } from "./check-failovers";
import type { Team, Workload } from "./environment";

type Web = Extract<Workload, { kind: "web" }>;
type Failover = Extract<Workload, { kind: "regional-failover" }>;

const CERTIFICATE = "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d";
const web: Web = {
  kind: "web",
  network: { cidr: "10.0.0.0/20", natGateways: "none" },
  fleet: { capacity: { min: 1, desired: 1, max: 1 }, instanceTypes: ["t4g.small"] },
  logRetentionDays: 30,
  instanceRole: { workload: "role", perRegion: true },
};
const failover: Failover = {
  kind: "regional-failover",
  zone: { name: "example.com" },
  recordName: "app.example.com",
  routing: {
    policy: "failover",
    primary: { region: "eu-central-1", workload: "web" },
    secondary: { region: "ap-southeast-1", workload: "web" },
  },
  healthCheck: { protocol: "HTTP", path: "/health" },
};

const issues = (overrides: Partial<Failover>, scopes: Partial<Team["scopes"]> = {}) => {
  const research: Team = {
    accountId: "111122223333",
    scopes: {
      global: { workloads: { app: { ...failover, ...overrides } } },
      "eu-central-1": { workloads: { web } },
      "ap-southeast-1": { workloads: { web } },
      ...scopes,
    },
  };
  return checkFailovers({ teams: { research } }).map(({ path, message }) => `${path}: ${message}`);
};

const PATH = "teams.research.scopes.global.workloads.app";

test("a failover over web workloads that are there is no issue", () => {
  expect(issues({})).toEqual([]);
});

test("a Region without the workload is an issue that tells where it is", () => {
  expect(issues({}, { "ap-southeast-1": { workloads: {} } })).toEqual([
    `${PATH}.routing.secondary: the team has no web workload "web" in ap-southeast-1, it is in eu-central-1: ` +
      "add it there, or name another",
  ]);
});

test("every endpoint of a latency policy is looked at", () => {
  const routing = {
    policy: "latency",
    endpoints: [
      { region: "eu-central-1", workload: "web" },
      { region: "us-west-2", workload: "site" },
    ],
  } as const;
  expect(issues({ routing })).toEqual([
    `${PATH}.routing.endpoints.1: the team has no web workload "site" in us-west-2, it is in no Region: ` +
      "add it there, or name another",
  ]);
});

test("a health check by the protocol that the workload does not answer is an issue", () => {
  const https = { protocol: "HTTPS", path: "/health" } as const;
  const secured = { workloads: { web: { ...web, frontDoor: { tls: { certificateArn: CERTIFICATE } } } } };
  expect(issues({ healthCheck: https }, { "eu-central-1": secured })).toEqual([
    `${PATH}.healthCheck.protocol: must be HTTP, because web in ap-southeast-1 has no certificate, got HTTPS`,
  ]);
  expect(issues({}, { "eu-central-1": secured })).toEqual([
    `${PATH}.healthCheck.protocol: must be HTTPS, because web in eu-central-1 has a certificate, got HTTP`,
  ]);
});

test("a workload that refuses TLS 1.2 is an issue: checkers would never find it healthy", () => {
  const policy = "ELBSecurityPolicy-TLS13-1-3-2021-06";
  const secured = { ...web, frontDoor: { tls: { certificateArn: CERTIFICATE, policy } } } as const;
  const scopes = {
    "eu-central-1": { workloads: { web: secured } },
    "ap-southeast-1": {
      workloads: { web: { ...secured, frontDoor: { tls: { certificateArn: CERTIFICATE } } } },
    },
  };
  expect(issues({ healthCheck: { protocol: "HTTPS", path: "/health" } }, scopes)).toEqual([
    `${PATH}.healthCheck.protocol: checkers speak TLS 1.2, web in eu-central-1 does not: ` +
      `choose another policy than ${policy} there`,
  ]);
});
