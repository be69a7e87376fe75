import { parsePlanJson } from "./plan-json";

test("reads changes and changed outputs, and no values", () => {
  const plan = parsePlanJson(
    JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      resource_changes: [
        {
          address: "aws_x.b",
          previous_address: "aws_x.a",
          type: "aws_x",
          change: { actions: ["delete", "create"], importing: { id: "x" }, after: { password: "secret" } },
        },
      ],
      output_changes: { same: { actions: ["no-op"] }, other: { actions: ["update"] } },
    }),
  );
  expect(plan).toEqual({
    terraformVersion: "1.11.4",
    changes: [
      {
        address: "aws_x.b",
        previousAddress: "aws_x.a",
        type: "aws_x",
        actions: ["delete", "create"],
        imported: true,
      },
    ],
    changedOutputs: ["other"],
    errored: false,
  });
});

test("a format that may mean something else is refused", () => {
  expect(() => parsePlanJson(`{"format_version":"2.0"}`)).toThrow('plan has format version "2.0", only 1.x');
});
