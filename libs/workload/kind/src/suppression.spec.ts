import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { synthStack } from "@tagform/testing";

import { suppress, type Suppression, suppressionsIn } from "./suppression";

test("a suppression names rule, address, construct path and reason", () => {
  let found: Suppression[] = [];
  synthStack((stack) => {
    const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
    suppress(vpc, "CKV2_AWS_11", { reason: "a spec has no traffic" });
    found = suppressionsIn(stack);
  });
  expect(found).toEqual([
    { id: "CKV2_AWS_11", address: "aws_vpc.vpc", path: "test/vpc", reason: "a spec has no traffic" },
  ]);
});
