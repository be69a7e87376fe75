import { dev, issuesOf, type Network, networks, qa } from "./sample-environment";

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
  const teams = { risk: networks("000000000001", { cidr: "10.0.0.0/16", overlap: { reason: "" } }) };
  expect(issuesOf(dev({ teams }), qa())).toEqual([
    `${path}.net0.cidr.overlap.reason: must say why the range may overlap others, got an empty text`,
    `${path}.net0.cidr.overlap: 10.0.0.0/16 overlaps no other range: remove overlap`,
  ]);
});

test("one environment alone cannot tell that a range overlaps nothing", () => {
  expect(withRanges({ cidr: "10.0.0.0/16", overlap: { reason: "the same range in qa" } })).toEqual([]);
});
