import { accounts, organization } from "./index";

const baselines = Object.entries(accounts).map(
  ([name, { scopes }]) => [name, scopes.global.workloads.baseline] as const,
);

test.each(baselines)(
  "%s has the baseline of this organization, in every Region that it governs",
  (_, baseline) => {
    expect(baseline).toMatchObject({ kind: "account-baseline", organization });
    expect(baseline).not.toHaveProperty("regions");
  },
);

test("what Control Tower does not govern is recorded by the account itself: the management account alone", () => {
  const own = baselines.filter(([, { recorder }]) => recorder !== "control-tower");
  expect(own.map(([name]) => name)).toEqual(["management"]);
});
