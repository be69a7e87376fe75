import { parseCell } from "@tagform/deployment";
import { synthStack } from "@tagform/testing";

import { checkStateStorage } from "./check-state-storage";
import { StateStorage } from "./state-storage";
import type { StateStorageConfig } from "./state-storage-config";

const storage: StateStorageConfig = {
  kind: "state-storage",
  environment: "dev",
  tfBackendConfigPrefix: "acme",
  layout: "central",
  users: [{ role: "tagform/tagform-dev-plan", step: "plan" }],
  breakGlassRoles: ["rescue"],
  logRetentionDays: 400,
};

const issues = (overrides: Partial<StateStorageConfig>) =>
  checkStateStorage("w", { ...storage, ...overrides }, { scope: "us-east-1", accountId: "555555555555" }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test("good data has no issue", () => {
  expect(issues({})).toEqual([]);
  expect(issues({ replicaRegion: "us-west-2", history: { days: 30, versions: 10 } })).toEqual([]);
});

test("all issues come together, each with what is allowed", () => {
  const [user] = storage.users!;
  expect(
    issues({
      organizationId: "acme",
      users: [user!, { ...user!, cells: ["dev_us-east-1"] }, { role: "a b", step: "apply", cells: [] }],
      breakGlassRoles: ["/rescue"],
      history: { days: 0, versions: 101 },
      logRetentionDays: 1.5,
      replicaRegion: "us-east-1",
      deletable: { reason: " " },
    }),
  ).toEqual([
    'w.organizationId: must be an organization\'s id such as o-a1b2c3d4e5, got "acme"',
    'w.users.1.role: "tagform/tagform-dev-plan" is named twice: give each step a role of its own',
    expect.stringMatching(/^w\.users\.1\.cells\.0: /),
    'w.users.2.role: must be a role\'s name with its path, such as tagform/tagform-dev-plan, got "a b"',
    "w.users.2.cells: names no cell: leave it out for all of them, or the role",
    'w.breakGlassRoles.0: must be a role\'s name with its path, such as tagform/tagform-dev-plan, got "/rescue"',
    "w.logRetentionDays: must be a whole number from 1 to 3650, got 1.5",
    "w.history.days: must be a whole number from 1 to 3650, got 0",
    "w.history.versions: must be a whole number from 1 to 100, got 101",
    "w.replicaRegion: is us-east-1 like the states: choose another Region, or leave it out",
    "w.deletable.reason: must say why all states may be lost, got an empty text",
  ]);
});

test("a prefix must leave room for the names of log bucket and replica", () => {
  const tfBackendConfigPrefix = "a".repeat(50);
  expect(issues({ tfBackendConfigPrefix })).toEqual([]);
  expect(issues({ tfBackendConfigPrefix, replicaRegion: "us-west-2" })).toEqual([
    expect.stringMatching(
      /^w\.tfBackendConfigPrefix: bucket name ".*-dev-replica-logs" has 67 characters, AWS allows 63/,
    ),
  ]);
});

test("an environment that does not exist is refused", () => {
  expect(issues({ environment: "devel" as "dev" })).toEqual([
    'w.environment: must be one of dev, qa, staging, prod, tooling, landing-zone, got "devel"',
  ]);
});

test("data names roles, the account is the cell's", () => {
  const { json } = synthStack(
    (stack) =>
      new StateStorage(stack, "state", {
        name: "state",
        cell: parseCell("tooling_us-east-1/state-dev"),
        region: "us-east-1",
        accountId: "555555555555",
        partition: "aws",
        tags: {},
        config: storage,
      }),
  );
  expect(JSON.stringify(json.data)).toContain("arn:aws:iam::555555555555:role/tagform/tagform-dev-plan");
  expect(Object.keys(json.output ?? {})).toHaveLength(3);
});
