import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";

import { countTypes, synthStack } from "./synth-stack";

const twoNetworks = synthStack((stack) => {
  new Vpc(stack, "one", { cidrBlock: "10.0.0.0/16" });
  new Vpc(stack, "two", { cidrBlock: "10.1.0.0/16" });
  new DataAwsVpc(stack, "found", { id: "vpc-1" });
});

test("all() returns the arguments of every resource of a class", () => {
  expect(twoNetworks.all(Vpc).map(({ cidr_block }) => cidr_block)).toEqual(["10.0.0.0/16", "10.1.0.0/16"]);
});

test("only() refuses to choose among several", () => {
  expect(() => twoNetworks.only(Vpc)).toThrow("the stack has 2 of aws_vpc, the spec expects one");
});

test("a data source is not taken for the resource of the same type", () => {
  expect(twoNetworks.only(DataAwsVpc)).toMatchObject({ id: "vpc-1" });
});

test("a document is summarized by its types", () => {
  expect(countTypes(twoNetworks.json)).toEqual({ aws_vpc: 2, "data.aws_vpc": 1 });
});
