import { AFT_MODULE, AFT_MODULE_SOURCE } from "./aft-module";
import { AFT_VARIABLES } from "./aft-variables";
import recorded from "./fixtures/aft-variables-1.20.1.json";

test("the table has the module's variables, their types and defaults, and no others", () => {
  const facts = recorded.variables.map(({ name, required: _, validation: __, ...fact }) => [name, fact]);
  expect(AFT_VARIABLES).toEqual(Object.fromEntries(facts));
});

test("what the module requires has no default", () => {
  const required = Object.entries(AFT_VARIABLES).filter(([, variable]) => !("default" in variable));
  expect(required.map(([name]) => name).sort()).toEqual(
    recorded.variables.flatMap(({ name, required: is }) => (is === true ? [name] : [])),
  );
});

test("the module is pinned to the commit of the release whose variables are recorded", () => {
  expect(recorded.version).toBe(AFT_MODULE.version);
  expect(AFT_MODULE_SOURCE).toMatch(/^git::https:\/\/[^?]+\.git\?ref=[0-9a-f]{40}$/);
});
