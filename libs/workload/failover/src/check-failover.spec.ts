import { checkRegionalFailover } from "./check-failover";
import type { FailoverRouting, RegionalFailoverConfig } from "./failover-config";

const routing: FailoverRouting = {
  policy: "failover",
  primary: { region: "eu-central-1", workload: "web" },
  secondary: { region: "ap-southeast-1", workload: "web" },
};
const config: RegionalFailoverConfig = {
  kind: "regional-failover",
  zone: { name: "example.com" },
  recordName: "app.example.com",
  routing,
  healthCheck: { protocol: "HTTPS", path: "/health" },
};

const issues = (overrides: Partial<RegionalFailoverConfig>) =>
  checkRegionalFailover("app", { ...config, ...overrides }).map(({ path, message }) => `${path}: ${message}`);

test.each<Partial<RegionalFailoverConfig>>([
  {},
  { recordName: "example.com", zone: { name: "example.com", id: "Z0123456789ABC" } },
  { routing: { ...routing, standbySwitch: { host: "switch.example.net", path: "/give-up" } } },
  { routing: { policy: "latency", endpoints: [routing.primary, routing.secondary] } },
  { routing: { ...routing, primary: { ...routing.primary, drained: { reason: "a drill" } } } },
])("%j is no issue", (overrides) => {
  expect(issues(overrides)).toEqual([]);
});

test("a name with fewer than two Regions behind it is an issue, whatever the compiler was told", () => {
  const endpoints = [routing.primary] as unknown as [typeof routing.primary, typeof routing.primary];
  expect(issues({ routing: { policy: "latency", endpoints } })).toEqual([
    "app.routing: must name at least two Regions, each once, got eu-central-1",
  ]);
  const empty = [] as unknown as typeof endpoints;
  expect(issues({ routing: { policy: "latency", endpoints: empty } })).toEqual([
    "app.routing: must name at least two Regions, each once, got none",
  ]);
});

test("a Region cannot stand in for itself", () => {
  expect(issues({ routing: { ...routing, secondary: routing.primary } })).toEqual([
    "app.routing: must name at least two Regions, each once, got eu-central-1, eu-central-1",
  ]);
});

test("Regions are not all drained, and drained ones say why", () => {
  const drained = { reason: " " };
  const primary = { ...routing.primary, drained };
  const secondary = { ...routing.secondary, drained: { reason: "work on it" } };
  expect(issues({ routing: { ...routing, primary, secondary } })).toEqual([
    "app.routing: must leave one Region that is not drained: Route 53 would take them all for healthy",
    "app.routing.primary.drained.reason: must say why the Region is drained, got an empty text",
  ]);
});

test("a record outside its zone is an issue: it would be made under another name", () => {
  expect(issues({ recordName: "app.example.org" })).toEqual([
    'app.recordName: must be example.com or end with .example.com, got "app.example.org"',
  ]);
  expect(issues({ recordName: "notexample.com" })).toHaveLength(1);
});

test.each(["example.com.", "Example.com", "com", "a..com", "-a.com", "*.example.com", ""])(
  "%j is no zone's name",
  (name) => {
    expect(issues({ zone: { name }, recordName: name })[0]).toMatch(
      /^app\.zone\.name: must be a domain name/,
    );
  },
);

test("what AWS would refuse in a health check is an issue", () => {
  const healthCheck = {
    protocol: "HTTP",
    path: "health",
    port: 0,
    failureThreshold: 11,
    checkerRegions: ["eu-west-1", "eu-west-1", "sa-east-1"],
  } as const;
  expect(issues({ healthCheck })).toEqual([
    'app.healthCheck.path: must begin with / and have at most 255 printable characters without spaces, got "health"',
    "app.healthCheck.port: must be a port from 1 to 65535, got 0",
    "app.healthCheck.failureThreshold: must be a whole number from 1 to 10, got 11",
    "app.healthCheck.checkerRegions: must name at least 3 Regions, each once, got eu-west-1, eu-west-1, sa-east-1",
  ]);
});

test("checkers are in eight Regions only", () => {
  const checkerRegions = ["eu-west-1", "sa-east-1", "us-west-1", "eu-central-1"] as unknown as ["eu-west-1"];
  expect(issues({ healthCheck: { ...config.healthCheck, checkerRegions } })).toEqual([
    expect.stringMatching(/checkerRegions: no checkers are in eu-central-1, only in us-east-1, us-west-1/),
  ]);
});

test("a switch needs an address", () => {
  const standbySwitch = { host: "https://x", path: "give-up" };
  expect(issues({ routing: { ...routing, standbySwitch } })).toEqual([
    'app.routing.standbySwitch.host: must be a domain name in lower case without a dot at the end, got "https://x"',
    'app.routing.standbySwitch.path: must begin with / and have at most 255 printable characters without spaces, got "give-up"',
  ]);
});

test.each([
  ["switch.s3.eu-central-1.amazonaws.com", "must not be in eu-central-1: it is for when that Region is down"],
  [
    "switch.s3.amazonaws.com",
    "must name the bucket's Region, as s3.<region>.amazonaws.com does: us-east-1 answers",
  ],
])("a switch at %s fails together with what it is for", (host, message) => {
  const standbySwitch = { host, path: "/give-up" };
  expect(issues({ routing: { ...routing, standbySwitch } })).toEqual([
    expect.stringContaining(`app.routing.standbySwitch.host: ${message}`),
  ]);
});
