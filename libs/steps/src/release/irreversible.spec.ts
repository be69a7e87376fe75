import { type ResourceChange } from "@tagform/toolchain";

import { irreversibleChanges } from "./irreversible";

const change = (address: string, action: ResourceChange["action"], ...forced: string[]): ResourceChange => ({
  address,
  action,
  attributes: ["tags.Name", ...forced].map((path) => ({
    path,
    before: { kind: "absent" },
    after: { kind: "absent" },
    forcesReplacement: forced.includes(path),
  })),
});

test("what is deleted or replaced is named with what goes with it, and why", () => {
  expect(
    irreversibleChanges([
      change("aws_dynamodb_table.orders", "delete"),
      change('module.edge["a.b"].aws_lb.front[0]', "replace", "name", "subnets"),
      change("aws_security_group.web", "replace"),
    ]),
  ).toEqual([
    { address: "aws_dynamodb_table.orders", action: "delete", reason: "its items, but for backups" },
    {
      address: 'module.edge["a.b"].aws_lb.front[0]',
      action: "replace",
      reason: "its DNS name and addresses, and every open connection (because of name, subnets)",
    },
    {
      address: "aws_security_group.web",
      action: "replace",
      reason: "its id: created again, it is another resource",
    },
  ]);
});

test("what a later deployment can undo is not named", () => {
  const harmless = (["update", "create", "forget", "move", "import"] as const).map((action) =>
    change("aws_db_instance.a", action),
  );
  expect(irreversibleChanges(harmless)).toEqual([]);
});
