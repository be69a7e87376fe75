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
