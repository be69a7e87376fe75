import { cellsOf } from "@tagform/config";
import { formatCell, STEP_ROLE_PATH, stepRoleName } from "@tagform/deployment";
import { checkDeliveries } from "@tagform/workload-catalog";

import { checkedEnvironments } from "./environments";

test("tooling delivers every environment that has data, as that data says", async () => {
  const { environments, issues } = await checkedEnvironments();
  expect(issues).toEqual([]);
  const tooling = environments.find(({ name }) => name === "tooling")!;
  expect(cellsOf(tooling).map(formatCell)).toEqual(
    expect.arrayContaining(environments.map(({ name }) => `tooling_us-east-1/delivery-${name}`)),
  );
});

test("a delivery that says something else than the environment's data is an issue of `tagform check`", async () => {
  const { environments } = await checkedEnvironments();
  const others = environments.map((each) =>
    each.name === "dev" ? { ...each, releaseBranch: "next" } : each,
  );
  expect(checkDeliveries(others)).toEqual([
    {
      path: "tooling.teams.delivery-dev.scopes.us-east-1.workloads.delivery.releaseBranch",
      message: 'must be "next" as in environment dev, got "main"',
    },
  ]);
});

test("the states of an environment are for the roles that its delivery makes, and for nobody else", async () => {
  const { environments } = await checkedEnvironments();
  const workloads = environments
    .flatMap(({ teams }) => Object.values(teams))
    .flatMap(({ scopes }) => Object.values(scopes).flatMap((scope) => Object.values(scope.workloads)));
  const users = workloads.flatMap((each) =>
    each.kind === "state-storage" && each.users !== undefined ? [[each.environment, each.users]] : [],
  );
  expect(users).toEqual(
    (["dev", "qa", "staging", "prod"] as const).map((name) => [
      name,
      (["plan", "apply"] as const).map((step) => ({
        role: `${STEP_ROLE_PATH.slice(1)}${stepRoleName(name, step)}`,
        step,
      })),
    ]),
  );
});
