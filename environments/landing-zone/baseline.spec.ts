import { accounts, organization } from "./index";

const baselines = Object.entries(accounts).map(
  ([name, { scopes }]) => [name, scopes.global.workloads.baseline] as const,
);

test.each(baselines)(
  "%s has its baseline in every Region that the landing zone governs",
  (_, { regions }) => {
    expect(regions).toEqual(organization.governedRegions);
  },
);

test("what Control Tower does not govern is recorded by the account itself: the management account alone", () => {
  const own = baselines.filter(([, { recorder }]) => recorder !== "control-tower");
  expect(own.map(([name]) => name)).toEqual(["management"]);
});
