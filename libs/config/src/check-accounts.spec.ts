import { dev, issuesOf, qa, team } from "./sample-environment";

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
  expect(issuesOf(dev({ teams: { risk: shared("merged desks") } }), qa())).toEqual([
    "dev.teams.risk.sharedAccount: account 000000000001 is used by nobody else: remove sharedAccount",
  ]);
});

test("one environment alone cannot tell that an account is shared with nobody", () => {
  expect(issuesOf(dev({ teams: { risk: shared("the same desk in qa") } }))).toEqual([]);
});

const landingZone = (teams: Record<string, string>) => ({
  ...dev({ teams: Object.fromEntries(Object.entries(teams).map(([name, id]) => [name, team(id)])) }),
  name: "landing-zone" as const,
});

test("the landing zone is no second user of an account", () => {
  expect(
    issuesOf(dev({ teams: { risk: team("000000000001") } }), landingZone({ "risk-dev": "000000000001" })),
  ).toEqual([]);
});

test("two accounts of the landing zone are never one", () => {
  expect(issuesOf(landingZone({ one: "000000000001", two: "000000000001" }))).toEqual([
    "landing-zone.teams.one.accountId: account 000000000001 is also that of two",
    "landing-zone.teams.two.accountId: account 000000000001 is also that of one",
  ]);
});

test("a team may wait for an account that is requested", () => {
  const waiting = dev({ teams: { risk: team("pending: risk-dev") } });
  expect(issuesOf(waiting)).toEqual([]);
  expect(issuesOf(waiting, landingZone({ "risk-dev": "pending: risk-dev" }))).toEqual([]);
  expect(issuesOf(waiting, landingZone({ other: "000000000003" }))).toEqual([
    'dev.teams.risk.accountId: waits for "risk-dev", which nobody requested: add environments/landing-zone/accounts/risk-dev.ts',
  ]);
  expect(issuesOf(waiting, landingZone({ "risk-dev": "000000000001" }))).toEqual([
    'dev.teams.risk.accountId: waits for "risk-dev", which is vended: write its id, "000000000001"',
  ]);
  expect(issuesOf(landingZone({ "risk-dev": "pending: other" }))).toEqual([
    'landing-zone.teams.risk-dev.accountId: waits for "other": an account waits for itself',
  ]);
});

test("two teams never wait for one account", () => {
  const waiting = { risk: team("pending: risk-dev"), research: team("pending: risk-dev") };
  expect(issuesOf(dev({ teams: waiting }))).toEqual([
    expect.stringContaining(
      "dev.teams.risk.accountId: account pending: risk-dev is also used by dev.teams.research",
    ),
    expect.stringContaining("dev.teams.research.accountId: account pending: risk-dev is also used by"),
  ]);
});
