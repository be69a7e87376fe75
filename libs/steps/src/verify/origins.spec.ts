import { BlockIndex } from "./block-index";
import { type Finding } from "./finding";
import { type Origin, Origins } from "./origins";

const blocks = new BlockIndex(`terraform {
}

resource "aws_s3_bucket" "logs" {
}

data "aws_ami" "linux" {
}

moved {
}
`);

const origin = (address: string, file = "/checkout/libs/a.ts"): Origin => ({
  address,
  path: `cell/${address}`,
  site: () => ({ file, line: 5 }),
});
const origins = new Origins(
  [origin("terraform"), origin("aws_s3_bucket.logs"), origin("data.aws_ami.linux")],
  "/checkout",
);

const finding = (overrides: Partial<Finding> = {}): Finding => ({
  ...{ tool: "tflint", rule: "a_rule", severity: "error", message: "wrong", file: "cdk.tf" },
  ...{ line: 4, endLine: 5 },
  ...overrides,
});

test.each<[string, Partial<Finding>, string]>([
  ["its line", {}, "cell/aws_s3_bucket.logs"],
  ["its address", { address: "aws_s3_bucket.logs" }, "cell/aws_s3_bucket.logs"],
  ["the address of an instance", { address: 'aws_s3_bucket.logs["a"]', line: 1 }, "cell/aws_s3_bucket.logs"],
  ["an address without data", { address: "aws_ami.linux", line: 7 }, "cell/data.aws_ami.linux"],
  ["the cell where the block has no construct", { line: 10 }, "cell/terraform"],
])("a finding leads to its construct by %s", (_, overrides, construct) => {
  const source = { file: "libs/a.ts", line: 5 };
  expect(origins.locate(finding(overrides), blocks)).toEqual({ ...finding(overrides), construct, source });
});

test("a finding that has its construct keeps it", () => {
  const known = finding({ construct: "cell/other" });
  expect(origins.locate(known, blocks)).toBe(known);
});

test("a source outside the workspace is not reported: its path is of this machine", () => {
  const outside = new Origins([origin("aws_s3_bucket.logs", "/elsewhere/a.ts")], "/checkout");
  const located = outside.locate(finding(), blocks);
  expect(located).toMatchObject({ construct: "cell/aws_s3_bucket.logs" });
  expect(located).not.toHaveProperty("source");
});

test("without any constructs a finding stays what it is", () => {
  expect(new Origins([], "/checkout").locate(finding(), blocks)).toEqual(finding());
});
