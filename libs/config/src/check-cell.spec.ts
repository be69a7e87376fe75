import { checkCell } from "./check-cell";
import type { EnvironmentConfig } from "./environment-config";
import { dev, kinds, networks, state, team } from "./sample-environment";

const cell = { environment: "dev", scope: "us-east-1", team: "risk" } as const;
const check = (environment: EnvironmentConfig): string[] =>
  checkCell(environment, cell, kinds).map(({ path, message }) => `${path}: ${message}`);

const risk = networks("000000000001", { cidr: "10.0.0.0/20" });

test("what is wrong with another cell does not stop this one", () => {
  const otherScope = { ...risk.scopes, mars: { workloads: {} } };
  const research = networks("000000000002", { cidr: "nonsense" }, { cidr: "11.0.0.0/8" });
  const teams = { risk: { ...risk, scopes: otherScope }, research, Research: team("1") };
  expect(check(dev({ teams }))).toEqual([]);
});

test("what is wrong with the cell, its team and its environment is reported together", () => {
  const teams = { risk: networks("123", { cidr: "" }) };
  expect(check(dev({ state: { ...state, locks: [] }, teams }))).toEqual([
    expect.stringMatching(/^dev\.state\.locks: /),
    expect.stringMatching(/^dev\.teams\.risk\.accountId: /),
    expect.stringMatching(/^dev\.teams\.risk\.scopes\.us-east-1\.workloads\.net0\.cidr: must not be empty/),
    expect.stringMatching(
      /^dev\.teams\.risk\.scopes\.us-east-1\.workloads\.net0\.cidr: must be an IPv4 range/,
    ),
  ]);
});

test("an account that another team uses is an issue of both", () => {
  const issues = check(dev({ teams: { risk, research: team("000000000001") } }));
  expect(issues).toEqual([
    expect.stringMatching(/^dev\.teams\.risk\.accountId: .* also used by dev\.teams\.research/),
  ]);
});

test.each([
  ["10.0.0.0/16", "outside"],
  ["10.0.15.0/24", "inside"],
])("an overlap with %s, %s of its own range, is an issue of the cell", (cidr) => {
  const teams = { risk, research: networks("000000000002", { cidr }) };
  expect(check(dev({ teams }))).toEqual([
    "dev.teams.risk.scopes.us-east-1.workloads.net0.cidr: " +
      `10.0.0.0/20 overlaps ${cidr} of dev.teams.research.scopes.us-east-1.workloads.net0.cidr: ` +
      "the two networks could never be peered",
  ]);
});

test("two others that overlap each other do not stop it", () => {
  const teams = {
    risk,
    research: networks("000000000002", { cidr: "10.1.0.0/16" }, { cidr: "10.1.0.0/24" }),
  };
  expect(check(dev({ teams }))).toEqual([]);
});

test.each(["nobody", "toString"])(
  "a cell of team %s, which the data does not have, has no issue here",
  (name) => {
    expect(checkCell(dev(), { ...cell, team: name }, kinds)).toEqual([]);
  },
);
