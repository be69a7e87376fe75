import { provingEnvironment } from "./proving-environment";

test.each([
  ["qa", "dev"],
  ["staging", "qa"],
  ["prod", "staging"],
] as const)("a commit goes to %s after %s", (to, before) => {
  expect(provingEnvironment(to)).toBe(before);
});

test.each(["dev", "tooling", "landing-zone"] as const)("nothing comes before %s", (to) => {
  expect(() => provingEnvironment(to)).toThrow(`no environment comes before ${to} in dev, qa, staging, prod`);
});
