import { assertNoIssues, check } from "./issue";
import { UserError } from "./user-error";

test("a valid value has no issue", () => {
  expect(check(true, "teams.risk", "must exist")).toEqual([]);
  expect(() => assertNoIssues("environment dev", [])).not.toThrow();
});

test("all issues are reported together", () => {
  const issues = [...check(false, "a.min", "too large"), ...check(false, "b.cidr", "not a CIDR")];
  expect(() => assertNoIssues("environment dev", issues)).toThrow(
    new UserError("environment dev has 2 issues:\n  a.min: too large\n  b.cidr: not a CIDR"),
  );
});
