import { resourceChanges } from "./plan-changes";

interface Change {
  readonly actions: readonly string[];
  readonly [key: string]: unknown;
}

const planOf = (...changes: readonly (readonly [address: string, change: Change])[]): string =>
  JSON.stringify({
    format_version: "1.2",
    resource_changes: changes.map(([address, change]) => ({ address, change })),
  });

const updateOf = (change: Record<string, unknown>) =>
  resourceChanges(planOf(["aws_x.one", { actions: ["update"], ...change }]))[0]?.attributes;

const known = (value: unknown) => ({ kind: "known", value });

test("the most dangerous changes come first; what stays and what is only read is left out", () => {
  const plan = planOf(
    ["aws_x.same", { actions: ["no-op"] }],
    ["data.aws_x.read", { actions: ["read"] }],
    ["aws_x.new", { actions: ["create"], after: { name: "n" } }],
    ["aws_x.edited", { actions: ["update"] }],
    ["aws_x.again", { actions: ["delete", "create"] }],
    ["aws_x.gone", { actions: ["delete"], before: { name: "n" } }],
  );
  expect(resourceChanges(plan).map(({ address, action }) => [address, action])).toEqual([
    ["aws_x.gone", "delete"],
    ["aws_x.again", "replace"],
    ["aws_x.edited", "update"],
    ["aws_x.new", "create"],
  ]);
});

test("an update has the attributes that differ, by their paths", () => {
  const before = { size: 1, tags: { a: "1", b: "2" }, rules: [{ port: 80 }], same: [1] };
  const after = { size: 2, tags: { a: "1", c: "3" }, rules: [{ port: 81 }], same: [1] };
  expect(updateOf({ before, after })).toMatchObject([
    { path: "rules[0].port", before: known(80), after: known(81) },
    { path: "size", before: known(1), after: known(2) },
    { path: "tags.b", before: known("2"), after: { kind: "absent" } },
    { path: "tags.c", before: { kind: "absent" }, after: known("3") },
  ]);
});

test("a sensitive value is never in it, on neither side, nor as part of a list", () => {
  const changes = updateOf({
    before: { password: "old-secret", keys: ["old-secret"] },
    after: { password: "new-secret", keys: ["new-secret", "other"] },
    before_sensitive: { password: true, keys: [true] },
    after_sensitive: { password: true, keys: [true, false] },
  });
  expect(changes?.map(({ path, before, after }) => [path, before.kind, after.kind])).toEqual([
    ["keys", "sensitive", "sensitive"],
    ["password", "sensitive", "sensitive"],
  ]);
  expect(JSON.stringify(changes)).not.toContain('secret"');
});

test("a value that only AWS knows is said to come after apply, where nothing was before, too", () => {
  const changes = updateOf({ before: { id: "i" }, after: {}, after_unknown: { id: true, arn: true } });
  expect(changes).toMatchObject([
    { path: "arn", before: { kind: "absent" }, after: { kind: "after apply" } },
    { path: "id", before: known("i"), after: { kind: "after apply" } },
  ]);
});

test("text that is JSON is compared by what is in it", () => {
  const policy = (action: string): string =>
    JSON.stringify({ Statement: [{ Action: action, Effect: "Allow" }] });
  expect(updateOf({ before: { policy: policy("a:Get") }, after: { policy: policy("a:Put") } })).toMatchObject(
    [{ path: "policy.Statement[0].Action", before: known("a:Get"), after: known("a:Put") }],
  );
});

test("a replacement says which attributes force it", () => {
  const change = {
    actions: ["delete", "create"],
    before: { name: "a", size: 1 },
    after: { name: "b", size: 2 },
    replace_paths: [["name"]],
  };
  const [replaced] = resourceChanges(planOf(["aws_x.one", change]));
  expect(replaced?.attributes.map(({ path, forcesReplacement }) => [path, forcesReplacement])).toEqual([
    ["name", true],
    ["size", false],
  ]);
});

test("text that is no plan is refused", () => {
  expect(() => resourceChanges("{}")).toThrow("this is no plan of terraform");
});
