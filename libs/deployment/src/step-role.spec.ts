import { ENVIRONMENT_NAMES } from "./environment-name";
import { ROLE_STEPS, stepProjectName, stepRoleName } from "./step-role";

test("a step's role and project are named after environment and step", () => {
  expect(stepRoleName("dev", "plan")).toBe("tagform-dev-plan");
  expect(stepProjectName("landing-zone", "apply")).toBe("tagform-landing-zone-apply");
});

test("no two steps share a role", () => {
  const names = ENVIRONMENT_NAMES.flatMap((name) => ROLE_STEPS.map((step) => stepRoleName(name, step)));
  expect(new Set(names).size).toBe(ENVIRONMENT_NAMES.length * ROLE_STEPS.length);
});
